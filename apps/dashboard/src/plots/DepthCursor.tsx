import { formatValue } from '../format/numbers';
import { type DepthLayout, placesOf } from './DepthPicture';
import type { DepthPoint, DepthSeries } from './depth';
import { RULE_LOOKS } from './looks';
import { linePath } from './path';

type Props = {
  series: readonly DepthSeries[];
  layers: readonly string[];
  layout: DepthLayout;
  cursor: DepthPoint | null;
};

/** The pair at the cursor, drawn over the others, with its value in words. */
export function DepthCursor({ series, layers, layout, cursor }: Props) {
  if (!cursor) return null;
  const { x, y } = layout;
  const [left, right] = x.range;
  const onLeft = x(cursor.layer) > (left + right) / 2;
  const textX = x(cursor.layer) + (onLeft ? -11 : 11);
  const above = y(cursor.value) - y.range[1] > 44;
  return (
    <g pointerEvents="none">
      {series.map(({ rule, lines }) =>
        lines
          .filter(({ key }) => key === cursor.key)
          .map(({ key, values }) => (
            <path
              key={`${rule} ${key}`}
              d={linePath(placesOf(values, layout))}
              fill="none"
              stroke={RULE_LOOKS[rule].colour}
              strokeWidth="1.75"
            />
          )),
      )}
      <circle
        cx={x(cursor.layer)}
        cy={y(cursor.value)}
        r="5"
        fill="var(--raised)"
        stroke={RULE_LOOKS[cursor.rule].colour}
        strokeWidth="2"
      />
      <text
        y={y(cursor.value) + (above ? -27 : 24)}
        textAnchor={onLeft ? 'end' : 'start'}
        fontSize="11"
        fill="var(--ink)"
        stroke="var(--raised)"
        strokeWidth="4"
        strokeLinejoin="round"
        paintOrder="stroke"
      >
        <tspan x={textX} fontWeight="600">
          {formatValue(cursor.value)}
        </tspan>{' '}
        · {RULE_LOOKS[cursor.rule].name.toLowerCase()}, {layers[cursor.layer]}
        <tspan x={textX} dy="14" fill="var(--soft)">
          {cursor.label}
        </tspan>
      </text>
    </g>
  );
}
