import { formatValue } from '../../format/numbers';
import { linearScale, ticks } from '../../plots/scale';

type Props = { eigenvalues: readonly number[]; clusters: number; width: number; height: number };

const MARGIN = { top: 28, right: 12, bottom: 36, left: 40 };

/** Where ranks and eigenvalues lie. */
export function spectrumScales({ eigenvalues, width, height }: Omit<Props, 'clusters'>) {
  return {
    x: linearScale([1, Math.max(2, eigenvalues.length)], [MARGIN.left + 8, width - MARGIN.right]),
    y: linearScale([0, Math.max(0.1, eigenvalues.at(-1) ?? 1) * 1.05], [height - MARGIN.bottom, MARGIN.top]),
  };
}

/** The lowest eigenvalues, and the gap behind as many as there are clusters. */
export function SpectrumPicture({ eigenvalues, clusters, width, height }: Props) {
  const { x, y } = spectrumScales({ eigenvalues, width, height });
  const [low, high] = y.domain;
  const [inside, outside] = [eigenvalues[clusters - 1], eigenvalues[clusters]];
  return (
    <g fontSize="11">
      {ticks(low, high, 5).map((mark) => (
        <g key={mark}>
          <line
            x1={x.range[0] - 8}
            x2={x.range[1]}
            y1={y(mark)}
            y2={y(mark)}
            stroke={mark === 0 ? 'var(--line-strong)' : 'var(--line)'}
            shapeRendering="crispEdges"
          />
          <text x={x.range[0] - 16} y={y(mark)} dy="0.32em" textAnchor="end" fill="var(--faint)">
            {Number.isInteger(mark) ? mark : formatValue(mark, 1)}
          </text>
        </g>
      ))}
      <text x={0} y={MARGIN.top - 14} fill="var(--soft)" fontWeight="500">
        Eigenvalue{' '}
        <tspan fill="var(--faint)" fontWeight="400">
          a wide gap behind the k-th speaks for k clusters
        </tspan>
      </text>
      {inside !== undefined && outside !== undefined ? (
        <g>
          <rect
            x={x.range[0] - 8}
            y={y(outside)}
            width={x.range[1] - x.range[0] + 8}
            height={Math.max(1, y(inside) - y(outside))}
            fill="var(--accent-wash)"
          />
          <line
            x1={x(clusters + 0.5)}
            x2={x(clusters + 0.5)}
            y1={y(0)}
            y2={MARGIN.top}
            stroke="var(--accent)"
            strokeWidth="1.5"
            strokeDasharray="6 3"
          />
          <text
            x={x(clusters + 0.5) + (clusters > eigenvalues.length / 2 ? -6 : 6)}
            y={MARGIN.top + 10}
            textAnchor={clusters > eigenvalues.length / 2 ? 'end' : 'start'}
            fontWeight="600"
            fill="var(--accent)"
            stroke="var(--raised)"
            strokeWidth="4"
            paintOrder="stroke"
          >
            gap {formatValue(outside - inside)}
          </text>
        </g>
      ) : null}
      {eigenvalues.map((value, index) => (
        <circle
          key={x(index + 1)}
          cx={x(index + 1)}
          cy={y(value)}
          r="3"
          fill={index < clusters ? 'var(--accent)' : 'var(--baseline)'}
        >
          <title>{`Eigenvalue ${index + 1}: ${formatValue(value)}`}</title>
        </circle>
      ))}
      {ticks(1, Math.max(2, eigenvalues.length), Math.max(3, width / 90))
        .filter((mark) => mark >= 1)
        .map((mark) => (
          <text key={mark} x={x(mark)} y={y(0) + 16} textAnchor="middle" fill="var(--faint)">
            {mark}
          </text>
        ))}
      <text x={(x.range[0] + x.range[1]) / 2} y={height - 4} textAnchor="middle" fill="var(--soft)" fontWeight="500">
        Rank, from the lowest
      </text>
    </g>
  );
}
