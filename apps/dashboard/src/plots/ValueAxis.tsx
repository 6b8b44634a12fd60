import { formatValue } from '../format/numbers';
import { type Scale, ticks } from './scale';

type Props = { scale: Scale; left: number; right: number; title: string };

/** Lines across at round values, their numbers on the left, and what is measured above them. */
export function ValueAxis({ scale, left, right, title }: Props) {
  const [low, high] = scale.domain;
  const marks = ticks(low, high, 6);
  const places = marks.some((mark) => Math.abs(mark * 10 - Math.round(mark * 10)) > 1e-9) ? 2 : 1;
  return (
    <g>
      {marks.map((mark) => (
        <g key={mark}>
          <line
            x1={left}
            x2={right}
            y1={scale(mark)}
            y2={scale(mark)}
            stroke={mark === 0 ? 'var(--line-strong)' : 'var(--line)'}
            shapeRendering="crispEdges"
          />
          <text x={left - 8} y={scale(mark)} dy="0.32em" textAnchor="end" fill="var(--faint)" fontSize="11">
            {formatValue(mark, places)}
          </text>
        </g>
      ))}
      <text x={0} y={scale(high) - 14} fill="var(--soft)" fontSize="11" fontWeight="500">
        {title}{' '}
        <tspan fill="var(--faint)" fontWeight="400">
          ↑ higher = more alike
        </tspan>
      </text>
    </g>
  );
}
