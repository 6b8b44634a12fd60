import { formatValue } from '../format/numbers';
import type { Pair } from './curve';
import { type MeasureLook, titleWithUnit } from './measureLooks';
import type { ScatterPoints } from './paintScatter';
import { linePath } from './path';
import { ticks } from './scale';
import type { ScatterLayout } from './scatterLayout';
import { valueAt } from './unitMatrix';
import { ValueAxis } from './ValueAxis';

type Props = {
  points: ScatterPoints;
  layout: ScatterLayout;
  xMeasure: MeasureLook;
  yMeasure: MeasureLook;
  reference: { name: string; y: (x: number) => number };
  marked: readonly Pair[];
  cursor: Pair | null;
  opened: Pair | null;
};

/** Everything but the pairs: axes, the reference, rings around marked pairs, and the one under the cursor with its numbers. */
export function ScatterOverlay(props: Props) {
  const { points, layout, xMeasure, yMeasure, reference, marked, cursor, opened } = props;
  const { x, y, height } = layout;
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const placed = (pair: Pair | null) => {
    const [across, up] = pair
      ? [valueAt(points.x, pair.source, pair.target), valueAt(points.y, pair.source, pair.target)]
      : [Number.NaN, Number.NaN];
    return pair && !Number.isNaN(across + up) ? { pair, across, up, at: { cx: x(across), cy: y(up) } } : null;
  };
  const [pointed, kept] = [placed(cursor), placed(opened)];
  return (
    <g>
      <ValueAxis scale={y} left={left} right={right} title={titleWithUnit(yMeasure)} />
      {ticks(...x.domain, Math.max(3, (right - left) / 80)).map((mark) => (
        <g key={mark}>
          <line
            x1={x(mark)}
            x2={x(mark)}
            y1={top}
            y2={bottom}
            stroke={mark === 0 ? 'var(--line-strong)' : 'var(--line)'}
            shapeRendering="crispEdges"
          />
          <text x={x(mark)} y={bottom + 17} textAnchor="middle" fill="var(--faint)" fontSize="11">
            {formatValue(mark, 1)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={height - 4} textAnchor="middle" fontSize="11" fill="var(--soft)" fontWeight="500">
        {titleWithUnit(xMeasure)} →
      </text>
      <Reference layout={layout} reference={reference} />
      <g fill="none" stroke="var(--greedy)" strokeWidth="1.5">
        {marked.map((pair) => {
          const found = placed(pair);
          return found ? <circle key={`${pair.source} ${pair.target}`} {...found.at} r="5" /> : null;
        })}
      </g>
      {kept ? <circle {...kept.at} r="7" fill="none" stroke="var(--ink)" strokeWidth="1.5" /> : null}
      {pointed ? (
        <>
          <circle {...pointed.at} r="4" fill="var(--accent)" stroke="var(--raised)" strokeWidth="1.5" />
          <Readout {...pointed} unit={yMeasure.unit} layout={layout} />
        </>
      ) : null}
    </g>
  );
}

function Reference({ layout: { x, y }, reference }: Pick<Props, 'layout' | 'reference'>) {
  const [low, high] = x.domain;
  const steps = 160;
  const places = Array.from({ length: steps + 1 }, (_, step): [number, number] | null => {
    const value = low + ((high - low) * step) / steps;
    const expected = reference.y(value);
    return expected <= y.domain[1] ? [x(value), y(expected)] : null;
  });
  const end = places.findLast((place) => place !== null);
  return (
    <g>
      <path d={linePath(places)} fill="none" stroke="var(--soft)" strokeWidth="1" strokeDasharray="4 3" />
      {end ? (
        <text
          x={end[0] - 6}
          y={end[1] + 4}
          textAnchor="end"
          fontSize="11"
          fill="var(--soft)"
          stroke="var(--raised)"
          strokeWidth="4"
          strokeLinejoin="round"
          paintOrder="stroke"
        >
          {reference.name}
        </text>
      ) : null}
    </g>
  );
}

type Pointed = { pair: Pair; across: number; up: number; at: { cx: number; cy: number } };

function Readout({ pair, across, up, at, unit, layout }: Pointed & { unit: string; layout: ScatterLayout }) {
  const onLeft = at.cx > (layout.x.range[0] + layout.x.range[1]) / 2;
  const textX = at.cx + (onLeft ? -10 : 10);
  const above = at.cy - layout.y.range[1] > 40;
  return (
    <text
      y={at.cy + (above ? -22 : 20)}
      textAnchor={onLeft ? 'end' : 'start'}
      fontSize="11"
      fill="var(--ink)"
      stroke="var(--raised)"
      strokeWidth="4"
      strokeLinejoin="round"
      paintOrder="stroke"
    >
      <tspan x={textX} fontWeight="600">
        r = {formatValue(across)} · {formatValue(up)} {unit}
      </tspan>
      <tspan x={textX} dy="14" fill="var(--soft)">
        unit {pair.source} · unit {pair.target}
      </tspan>
    </text>
  );
}
