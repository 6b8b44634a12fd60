import { memo } from 'react';
import { type DepthBand, type DepthSeries, type DepthSpan, type DepthValues, depthSpan, meanLine } from './depth';
import { type EndLabel, EndLabels } from './EndLabels';
import { BASELINE_LOOKS, RULE_LOOKS } from './looks';
import { areaPath, linePath, type Place } from './path';
import { linearScale, type Scale } from './scale';
import { ValueAxis } from './ValueAxis';

export type DepthLayout = { x: Scale; y: Scale; width: number; height: number; narrow: boolean };

const MARGIN = { top: 30, right: 18, bottom: 40, left: 38 };

export function depthLayout(
  layers: readonly string[],
  series: readonly DepthSeries[],
  bands: readonly DepthBand[],
  width: number,
): DepthLayout {
  const narrow = width < 460;
  const height = Math.round(Math.min(540, Math.max(260, width * 0.74)));
  const right = width - (narrow ? MARGIN.right : 100);
  const inset = Math.min(32, (right - MARGIN.left) / (2 * Math.max(1, layers.length)));
  return {
    x: linearScale([0, layers.length - 1], [MARGIN.left + inset, right - (narrow ? inset : 6)]),
    y: linearScale(depthSpan(series, bands), [height - MARGIN.bottom, MARGIN.top]),
    width,
    height,
    narrow,
  };
}

/** Where the values of a line lie. */
export const placesOf = (values: DepthValues, { x, y }: DepthLayout): Place[] =>
  values.map((value, layer) => (value === null ? null : [x(layer), y(value)]));

/** A stroke from end to end of each span, with a foot at either end. */
const whiskers = (spans: readonly (DepthSpan | null)[], { x, y }: DepthLayout): string =>
  spans
    .map((span, layer) => {
      if (span === null) return '';
      const [left, right] = [x(layer) - 4, x(layer) + 4];
      const [low, high] = span.map(y);
      return `M${left},${low}H${right}M${x(layer)},${low}V${high}M${left},${high}H${right}`;
    })
    .join('');

type Props = {
  layers: readonly string[];
  series: readonly DepthSeries[];
  bands: readonly DepthBand[];
  layout: DepthLayout;
  /** One pair is at the cursor: the others step back. */
  dimmed: boolean;
};

/** The still part of the plot: axes, baselines, pairs, means. */
export const DepthPicture = memo(function DepthPicture({ layers, series, bands, layout, dimmed }: Props) {
  const { x, y, width, height, narrow } = layout;
  const [bottom, top] = y.range;
  const right = x.range[1];
  const means = series.map(({ rule, lines }) => ({
    rule,
    values: meanLine(
      lines.map(({ values }) => values),
      layers.length,
    ),
  }));
  const lastOf = (values: DepthValues) => values.findLast((value) => value !== null) ?? null;
  const labels: EndLabel[] = [
    ...means.map(({ rule, values }) => ({
      key: rule as string,
      end: lastOf(values),
      look: RULE_LOOKS[rule],
      colour: RULE_LOOKS[rule].colour,
    })),
    ...bands.map(({ kind, mean }) => ({
      key: kind as string,
      end: lastOf(mean),
      look: BASELINE_LOOKS[kind],
      colour: 'var(--faint)',
    })),
  ].flatMap(({ key, end, look, colour }) => (end === null ? [] : [{ key, y: y(end), text: look.name, colour }]));
  // A dozen names side by side would run into each other on a phone, and long ones anywhere.
  const widest = Math.max(44, ...layers.map((layer) => 7 * layer.length));
  const nameEvery = Math.ceil((layers.length * widest) / Math.max(1, width - 60));
  return (
    <g>
      <ValueAxis scale={y} left={MARGIN.left} right={right + 6} title="Mean correlation" />
      {bands.map((band) => (
        <g key={`${band.kind} ${band.rule}`}>
          <path
            d={areaPath(placesOf(band.low, layout), placesOf(band.high, layout))}
            fill={BASELINE_LOOKS[band.kind].colour}
            opacity="0.28"
          />
          <path
            d={linePath(placesOf(band.mean, layout))}
            fill="none"
            stroke={BASELINE_LOOKS[band.kind].colour}
            strokeWidth="1.25"
          />
        </g>
      ))}
      {series.map(({ rule, lines }) => (
        <g key={rule} opacity={dimmed ? 0.28 : 0.5}>
          {lines.map((line) => (
            <g key={line.key} fill="none" stroke={RULE_LOOKS[rule].colour}>
              <path d={linePath(placesOf(line.values, layout))} strokeWidth="1" />
              <path d={whiskers(line.spans, layout)} strokeWidth="1.5" />
            </g>
          ))}
        </g>
      ))}
      {means.map(({ rule, values }) => (
        <g key={rule} fill={RULE_LOOKS[rule].colour} stroke={RULE_LOOKS[rule].colour}>
          <path
            d={linePath(placesOf(values, layout))}
            fill="none"
            strokeWidth="3"
            strokeLinejoin="round"
            strokeDasharray={RULE_LOOKS[rule].dash && '7 3.5'}
          />
          {placesOf(values, layout).map((place) =>
            place ? (
              <circle key={place[0]} cx={place[0]} cy={place[1]} r="4" stroke="var(--raised)" strokeWidth="1.5" />
            ) : null,
          )}
        </g>
      ))}
      {layers.map((layer, index) =>
        index % nameEvery === 0 ? (
          <text key={layer} x={x(index)} y={bottom + 18} textAnchor="middle" fill="var(--soft)" fontSize="11">
            {layer}
          </text>
        ) : null,
      )}
      <text x={(MARGIN.left + right) / 2} y={height - 4} textAnchor="middle" fill="var(--faint)" fontSize="11">
        <tspan fill="var(--soft)" fontWeight="500">
          Layer
        </tspan>{' '}
        · deeper →
      </text>
      {narrow ? null : <EndLabels labels={labels} x={right + 8} top={top} bottom={bottom} />}
    </g>
  );
});
