import { formatAny } from '../../format/numbers';
import type { BaselineKind } from '../../plots/curve';
import { BASELINE_LOOKS } from '../../plots/looks';
import { linearScale } from '../../plots/scale';
import type { SimilarityData } from './similarityDocument';
import type { SimilarityRow } from './useSimilarities';

type Props = Pick<SimilarityRow, 'baselines'> & { similarity: SimilarityData };

const [WIDTH, HEIGHT, EDGE] = [168, 20, 6];

/** A value on the whole range of its measure, beside what the baselines give: from their mean to their best 5 %. */
export function RangeTrack({ similarity, baselines }: Props) {
  const [low = 0, high = 1] = similarity.range;
  const x = linearScale([low, high], [EDGE, WIDTH - EDGE]);
  const middle = HEIGHT / 2;
  const end = (value: number) => (Math.abs(value - Math.PI / 2) < 1e-9 ? 'π/2' : formatAny(value));
  const more = similarity.direction === 'HIGHER_IS_MORE_ALIKE' ? 'higher = more alike' : 'lower = more alike';
  return (
    <div style={{ width: WIDTH }}>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="block">
        <line x1={EDGE} x2={WIDTH - EDGE} y1={middle} y2={middle} stroke="var(--line-strong)" />
        {low < 0 ? <line x1={x(0)} x2={x(0)} y1={middle - 4} y2={middle + 4} stroke="var(--line-strong)" /> : null}
        {(Object.keys(baselines) as BaselineKind[]).map((kind) => {
          const baseline = baselines[kind];
          if (baseline?.__typename !== 'SimilarityBaseline') return null;
          const [from, to] = [x(baseline.mean), x(baseline.best5Percent)].sort((a, b) => a - b) as [number, number];
          return (
            <g key={kind} fill={BASELINE_LOOKS[kind].colour}>
              <rect
                x={from - 1.5}
                y={middle - 5}
                width={Math.max(3, to - from + 3)}
                height="10"
                rx="1.5"
                opacity="0.45"
              />
              <rect x={x(baseline.mean) - 1} y={middle - 6} width="2" height="12" />
            </g>
          );
        })}
        <circle
          cx={x(similarity.value)}
          cy={middle}
          r="5"
          fill="var(--accent)"
          stroke="var(--raised)"
          strokeWidth="1.5"
        />
      </svg>
      <p className="flex justify-between text-tiny text-faint tabular-nums">
        <span>{end(low)}</span>
        <span className={similarity.direction === 'LOWER_IS_MORE_ALIKE' ? 'font-medium text-soft' : ''}>{more}</span>
        <span>{end(high)}</span>
      </p>
    </div>
  );
}
