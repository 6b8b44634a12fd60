import { linearScale, ticks } from '../../plots/scale';
import type { Bin } from './binned';

type Props = {
  bins: readonly Bin[];
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  direction: string;
  colour: string;
  mean: number;
  /** Whole numbers stand in the middle of their bin: by how much beside its edge. */
  offset?: number;
  /** Bin of the unit under the cursor; -1 for none. */
  marked: number;
  words: (bin: Bin) => string;
};

const MARGIN = { top: 38, right: 8, bottom: 22, left: 30 };

/** How many units have which value, as bars, with their mean. */
export function BinsPicture({
  bins,
  x: left,
  y: top,
  width,
  height,
  title,
  direction,
  colour,
  mean,
  marked,
  words,
  offset = 0,
}: Props) {
  // Before the room is known there is none.
  if (width <= MARGIN.left + MARGIN.right || height <= MARGIN.top + MARGIN.bottom) return null;
  const [low, high] = [bins[0]?.low ?? 0, bins.at(-1)?.high ?? 1];
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const x = linearScale([low, high], [left + MARGIN.left, left + width - MARGIN.right]);
  const y = linearScale([0, most], [top + height - MARGIN.bottom, top + MARGIN.top]);
  const marks = ticks(low, high, Math.max(2, width / 60)).filter((mark) => mark + offset <= high);
  return (
    <g fontSize="11">
      <text x={left} y={top + 12} fill="var(--soft)" fontWeight="500">
        {title}{' '}
        <tspan fill="var(--faint)" fontWeight="400">
          {direction}
        </tspan>
      </text>
      {ticks(0, most, 3)
        .filter(Number.isInteger)
        .map((mark) => (
          <g key={mark}>
            <line
              x1={x.range[0]}
              x2={x.range[1]}
              y1={y(mark)}
              y2={y(mark)}
              stroke={mark === 0 ? 'var(--line-strong)' : 'var(--line)'}
              shapeRendering="crispEdges"
            />
            <text x={x.range[0] - 6} y={y(mark)} dy="0.32em" textAnchor="end" fill="var(--faint)">
              {mark}
            </text>
          </g>
        ))}
      {bins.map((bin, place) => (
        <g key={bin.low}>
          <title>{words(bin)}</title>
          <rect
            x={x(bin.low)}
            y={top + MARGIN.top}
            width={x(bin.high) - x(bin.low)}
            height={height - MARGIN.top - MARGIN.bottom}
            fill="transparent"
          />
          <rect
            x={x(bin.low) + 0.75}
            y={y(bin.count)}
            width={Math.max(0.5, x(bin.high) - x(bin.low) - 1.5)}
            height={y(0) - y(bin.count)}
            fill={colour}
            opacity={marked < 0 || marked === place ? 0.85 : 0.35}
          />
        </g>
      ))}
      {marks.map((mark) => (
        <text key={mark} x={x(mark + offset)} y={y(0) + 15} textAnchor="middle" fill="var(--faint)">
          {mark}
        </text>
      ))}
      <line
        x1={x(mean + offset)}
        x2={x(mean + offset)}
        y1={y(0)}
        y2={y.range[1] - 12}
        stroke="var(--ink)"
        strokeWidth="1.25"
      />
      <text
        x={x(mean + offset) + (x(mean) > (x.range[0] + x.range[1]) / 2 ? -4 : 4)}
        y={y.range[1] - 4}
        textAnchor={x(mean) > (x.range[0] + x.range[1]) / 2 ? 'end' : 'start'}
        fill="var(--soft)"
        stroke="var(--raised)"
        strokeWidth="3"
        paintOrder="stroke"
      >
        mean
      </text>
    </g>
  );
}
