import { formatValue } from '../../format/numbers';
import { BASELINE_LOOKS } from '../../plots/looks';
import { linearScale, ticks } from '../../plots/scale';
import { useElementWidth } from '../../plots/useElementWidth';
import type { AlignmentData } from './alignmentDocument';
import type { RotatedAssignment } from './readAlignment';

type Props = {
  alignment: AlignmentData;
  rotated: RotatedAssignment | null;
  svgRef: React.RefObject<SVGSVGElement | null>;
};

const [ROW, TOP, FOOT] = [46, 8, 40];

/** What each step reaches, on one axis, and what the first reaches of units that were turned at random. */
export function AlignmentBars({ alignment, rotated, svgRef }: Props) {
  const [box, width] = useElementWidth<HTMLDivElement>();
  const bars = [
    { name: 'New order of the units', note: 'assignment', value: alignment.assignment, colour: 'var(--assignment)' },
    { name: 'Rotation', note: 'orthogonal', value: alignment.orthogonal, colour: 'var(--series-3)' },
    { name: 'Any linear map', note: 'left onto right', value: alignment.linear, colour: 'var(--series-7)' },
    { name: 'Any linear map', note: 'right onto left', value: alignment.linearBack, colour: 'var(--series-7)' },
  ];
  const height = TOP + ROW * bars.length + FOOT;
  const x = linearScale([0, 1], [1, width - 46]);
  const bottom = height - FOOT + 6;
  const said = bars.map(({ name, note, value }) => `${name} (${note}) ${formatValue(value)}`).join(', ');
  return (
    <div ref={box} className="min-w-0">
      <svg ref={svgRef} width={width} height={height} role="img" aria-label={said} className="block max-w-full">
        {ticks(0, 1, 5).map((mark) => (
          <g key={mark}>
            <line
              x1={x(mark)}
              x2={x(mark)}
              y1={TOP}
              y2={bottom}
              stroke={mark === 0 ? 'var(--line-strong)' : 'var(--line)'}
              shapeRendering="crispEdges"
            />
            <text
              x={x(mark)}
              y={bottom + 14}
              textAnchor={mark === 0 ? 'start' : 'middle'}
              fill="var(--faint)"
              fontSize="11"
            >
              {formatValue(mark, 1)}
            </text>
          </g>
        ))}
        {bars.map(({ name, note, value, colour }, row) => {
          const top = TOP + ROW * row;
          return (
            <g key={note}>
              <text x="6" y={top + 13} fontSize="12" fontWeight="500" fill="var(--ink)">
                {name}{' '}
                <tspan fontWeight="400" fill="var(--faint)">
                  {note}
                </tspan>
              </text>
              <rect x={x(0)} y={top + 19} width={Math.max(0, x(value) - x(0))} height="16" rx="2" fill={colour} />
              <text x={x(value) + 6} y={top + 31} fontSize="12" fontWeight="600" fill="var(--ink)">
                {formatValue(value)}
              </text>
            </g>
          );
        })}
        {rotated ? (
          <g>
            <rect
              x={x(rotated.mean)}
              y={TOP + 16}
              width={Math.max(2, x(rotated.percentile95) - x(rotated.mean))}
              height="22"
              fill={BASELINE_LOOKS.ROTATION.colour}
              stroke="var(--raised)"
              strokeWidth="1"
            />
          </g>
        ) : null}
        <text
          x={(x(0) + x(1)) / 2}
          y={height - 4}
          textAnchor="middle"
          fontSize="11"
          fill="var(--soft)"
          fontWeight="500"
        >
          Cosine with the right layer{' '}
          <tspan fontWeight="400" fill="var(--faint)">
            → higher = more alike
          </tspan>
        </text>
      </svg>
    </div>
  );
}
