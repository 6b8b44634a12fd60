import { formatValue } from '../format/numbers';
import type { CurveLayout } from './CurvePicture';
import { type Curve, type CurvePoint, type Pair, samePair } from './curve';
import { RULE_LOOKS } from './looks';

type Props = {
  curves: readonly Curve[];
  layout: CurveLayout;
  /** The rule whose rank is written when the cursor came from elsewhere. */
  rule: Curve['rule'];
  cursor: Pair | null;
  opened: Pair | null;
  /** The point that the pointer or the keys are at, when the cursor came from here. */
  focused: { rule: Curve['rule']; point: CurvePoint } | null;
};

/** The pair under the cursor wherever a line has it: full where it is the very pair, hollow where its left unit has another partner. */
export function CurveCursor({ curves, layout, rule: chosen, cursor, opened, focused }: Props) {
  const { x, y } = layout;
  const marks = curves.flatMap(({ rule, points }) => {
    const point = cursor && points.find(({ source }) => source === cursor.source);
    return point ? [{ rule, point, same: samePair(point, cursor) }] : [];
  });
  const kept = curves.flatMap(({ rule, points }) => {
    const point = opened && points.find((candidate) => samePair(candidate, opened));
    return point ? [{ rule, point }] : [];
  });
  const named =
    marks.find(({ rule, point }) => focused?.rule === rule && samePair(focused.point, point)) ??
    marks.find(({ rule, same }) => same && rule === chosen) ??
    marks.find(({ same }) => same) ??
    marks[0];
  const [bottom, top] = y.range;
  return (
    <g pointerEvents="none">
      {named ? (
        <line x1={x(named.point.rank)} x2={x(named.point.rank)} y1={top} y2={bottom} stroke="var(--line-strong)" />
      ) : null}
      {kept.map(({ rule, point }) => (
        <circle
          key={rule}
          cx={x(point.rank)}
          cy={y(point.value)}
          r="7"
          fill="none"
          stroke="var(--ink)"
          strokeWidth="1.5"
        />
      ))}
      {marks.map(({ rule, point, same }) => (
        <circle
          key={rule}
          cx={x(point.rank)}
          cy={y(point.value)}
          r="4"
          fill={same ? RULE_LOOKS[rule].colour : 'var(--raised)'}
          stroke={same ? 'var(--raised)' : RULE_LOOKS[rule].colour}
          strokeWidth="1.5"
        />
      ))}
      {named ? <Readout rule={named.rule} point={named.point} layout={layout} /> : null}
    </g>
  );
}

function Readout({ rule, point, layout }: { rule: Curve['rule']; point: CurvePoint; layout: CurveLayout }) {
  const { x, y } = layout;
  const [left, right] = x.range;
  const onLeft = x(point.rank) > (left + right) / 2;
  const above = y(point.value) - y.range[1] > 44;
  return (
    <text
      x={x(point.rank) + (onLeft ? -9 : 9)}
      y={y(point.value) + (above ? -24 : 20)}
      textAnchor={onLeft ? 'end' : 'start'}
      fontSize="11"
      fill="var(--ink)"
      stroke="var(--raised)"
      strokeWidth="4"
      strokeLinejoin="round"
      paintOrder="stroke"
    >
      <tspan fontWeight="600">{formatValue(point.value)}</tspan> · {RULE_LOOKS[rule].name.toLowerCase()}, rank{' '}
      {point.rank}
      <tspan x={x(point.rank) + (onLeft ? -9 : 9)} dy="14" fill="var(--soft)">
        unit {point.source} → unit {point.target}
      </tspan>
    </text>
  );
}
