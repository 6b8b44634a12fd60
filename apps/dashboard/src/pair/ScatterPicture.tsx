import { memo } from 'react';
import type { PairPoint } from './activationsDocument';
import { type Brush, isWithin, placeIn, type Range, ticks } from './scatterScale';

/** The drawing is a square of so many units. */
export const side = 400;

type Props = { points: readonly PairPoint[]; xs: Range; ys: Range; brush: Brush | null; hovered: PairPoint | null };

const across = (xs: Range, value: number) => placeIn(xs, value) * side;
const down = (ys: Range, value: number) => (1 - placeIn(ys, value)) * side;

/** A thousand dots: not drawn again because the pointer moved. */
const Dots = memo(function Dots({ points, xs, ys, brush }: Omit<Props, 'hovered'>) {
  return points.map((point, place) => {
    const chosen = brush !== null && isWithin(brush, point);
    return (
      <circle
        // biome-ignore lint/suspicious/noArrayIndexKey: a sample is its place in the answer
        key={place}
        cx={across(xs, point.x)}
        cy={down(ys, point.y)}
        r="2.6"
        fill={chosen ? 'var(--greedy)' : 'var(--accent)'}
        fillOpacity={brush !== null && !chosen ? 0.18 : 0.45}
      />
    );
  });
});

/** The dots, the lines behind them, the brush and the ring around the sample that is looked at. */
export function ScatterPicture({ points, xs, ys, brush, hovered }: Props) {
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      aria-hidden="true"
      className="pointer-events-none block size-full overflow-visible"
    >
      <g stroke="var(--line)" strokeWidth="1">
        {ticks(xs).map((value) => (
          <line key={value} x1={across(xs, value)} x2={across(xs, value)} y1="0" y2={side} />
        ))}
        {ticks(ys).map((value) => (
          <line key={value} x1="0" x2={side} y1={down(ys, value)} y2={down(ys, value)} />
        ))}
      </g>
      <Dots points={points} xs={xs} ys={ys} brush={brush} />
      {brush ? (
        <rect
          x={across(xs, brush.x.low)}
          y={down(ys, brush.y.high)}
          width={Math.max(0, across(xs, brush.x.high) - across(xs, brush.x.low))}
          height={Math.max(0, down(ys, brush.y.low) - down(ys, brush.y.high))}
          fill="var(--greedy)"
          fillOpacity="0.08"
          stroke="var(--greedy)"
        />
      ) : null}
      {hovered ? (
        <circle
          cx={across(xs, hovered.x)}
          cy={down(ys, hovered.y)}
          r="6"
          fill="none"
          stroke="var(--ink)"
          strokeWidth="1.6"
        />
      ) : null}
    </svg>
  );
}
