import { memo } from 'react';
import { type Band, type Curve, valueSpan } from './curve';
import { type EndLabel, EndLabels } from './EndLabels';
import { BASELINE_LOOKS, RULE_LOOKS } from './looks';
import { type MeasureLook, titleWithUnit } from './measureLooks';
import { areaPath, linePath, type Place } from './path';
import { linearScale, rankTicks, type Scale } from './scale';
import { ValueAxis } from './ValueAxis';

export type CurveLayout = { x: Scale; y: Scale; width: number; height: number; narrow: boolean };

const MARGIN = { top: 30, right: 12, bottom: 38, left: 38 };

/** Where ranks and values lie in a picture of this width. Below 460 pixels the lines' names stand above it. */
export function curveLayout(
  curves: readonly Curve[],
  bands: readonly Band[],
  width: number,
  signed: boolean,
): CurveLayout {
  const narrow = width < 460;
  const height = Math.round(Math.min(420, Math.max(240, width * 0.62)));
  const last = Math.max(
    2,
    ...curves.map(({ points }) => points.at(-1)?.rank ?? 1),
    ...bands.map(({ points }) => points.at(-1)?.rank ?? 1),
  );
  return {
    x: linearScale([1, last], [MARGIN.left + 6, width - (narrow ? MARGIN.right : 96)]),
    y: linearScale(valueSpan(curves, bands, signed), [height - MARGIN.bottom, MARGIN.top]),
    width,
    height,
    narrow,
  };
}

type Props = { curves: readonly Curve[]; bands: readonly Band[]; measure: MeasureLook; layout: CurveLayout };

/** The still part of the plot: axes, baselines, lines. */
export const CurvePicture = memo(function CurvePicture({ curves, bands, measure, layout }: Props) {
  const { x, y, height, narrow } = layout;
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const labels: EndLabel[] = [
    ...curves.flatMap(({ rule, points }) => {
      const end = points.at(-1);
      return end && !endsEarly(end, x)
        ? [{ key: rule, y: y(end.value), text: RULE_LOOKS[rule].name, colour: RULE_LOOKS[rule].colour }]
        : [];
    }),
    ...bands.flatMap(({ kind, points }) => {
      const end = points.at(-1);
      return end ? [{ key: kind, y: y(end.mean), text: BASELINE_LOOKS[kind].name, colour: 'var(--faint)' }] : [];
    }),
  ];
  return (
    <g>
      <ValueAxis scale={y} left={left - 6} right={right} title={titleWithUnit(measure)} />
      {bands.map(({ kind, points }) => {
        const colour = BASELINE_LOOKS[kind].colour;
        const at = (value: (point: (typeof points)[number]) => number): Place[] =>
          points.map((point) => [x(point.rank), y(value(point))]);
        return (
          <g key={kind}>
            <path
              d={areaPath(
                at(({ low }) => low),
                at(({ high }) => high),
              )}
              fill={colour}
              opacity="0.28"
            />
            <path d={linePath(at(({ mean }) => mean))} fill="none" stroke={colour} strokeWidth="1" />
          </g>
        );
      })}
      {curves.map(({ rule, points }) => (
        <path
          key={rule}
          d={linePath(points.map((point) => [x(point.rank), y(point.value)]))}
          fill="none"
          stroke={RULE_LOOKS[rule].colour}
          strokeWidth="2"
          strokeLinejoin="round"
          strokeDasharray={RULE_LOOKS[rule].dash}
        />
      ))}
      {rankTicks(x.domain[1], Math.max(3, (right - left) / 80)).map((rank) => (
        <text key={rank} x={x(rank)} y={bottom + 17} textAnchor="middle" fill="var(--faint)" fontSize="11">
          {rank}
        </text>
      ))}
      <text x={(left + right) / 2} y={height - 4} textAnchor="middle" fill="var(--faint)" fontSize="11">
        <tspan fill="var(--soft)" fontWeight="500">
          Rank of the match
        </tspan>{' '}
        · 1 = most alike
      </text>
      {narrow ? null : <EarlyLabels curves={curves} layout={layout} />}
      {narrow ? null : <EndLabels labels={labels} x={right + 4} top={top} bottom={bottom} />}
    </g>
  );
});

/** A line that pairs fewer units ends within the plot. */
const endsEarly = (end: { rank: number }, x: Scale) => end.rank < x.domain[1] * 0.95;

/** Names of such lines, at their ends. */
function EarlyLabels({ curves, layout: { x, y } }: Pick<Props, 'curves' | 'layout'>) {
  return curves.map(({ rule, points }) => {
    const end = points.at(-1);
    if (!end || !endsEarly(end, x)) return null;
    return (
      <text
        key={rule}
        x={x(end.rank) + 7}
        y={y(end.value)}
        dy="0.34em"
        fontSize="11"
        fontWeight="500"
        fill={RULE_LOOKS[rule].colour}
        stroke="var(--raised)"
        strokeWidth="3"
        paintOrder="stroke"
      >
        {RULE_LOOKS[rule].name}
      </text>
    );
  });
}
