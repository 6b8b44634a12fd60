import { formatAny } from '../../format/numbers';
import type { BaselineKind } from '../../plots/curve';
import { BASELINE_LOOKS } from '../../plots/looks';
import type { SimilarityData } from './similarityDocument';
import type { SimilarityRow } from './useSimilarities';

type Props = Pick<SimilarityRow, 'baselines'> & { similarity: SimilarityData };

const HEIGHT = 20;
/** Room for the dot at both ends, as a share of the width. */
const EDGE = 0.03;

/** A value on the whole range of its measure, beside what the baselines give: from their mean to their best 5 %. */
export function RangeTrack({ similarity, baselines }: Props) {
  const [low = 0, high = 1] = similarity.range;
  const share = (value: number) => 100 * (EDGE + ((1 - 2 * EDGE) * (value - low)) / (high - low));
  const middle = HEIGHT / 2;
  const isScore = similarity.direction === 'HIGHER_IS_MORE_ALIKE';
  return (
    <div className="min-w-28 sm:min-w-40">
      <svg width="100%" height={HEIGHT} aria-hidden="true" className="block">
        <line
          x1={`${share(low)}%`}
          x2={`${share(high)}%`}
          y1={middle}
          y2={middle}
          stroke="var(--line-strong)"
          strokeWidth="1.5"
        />
        {low < 0 ? (
          <line x1={`${share(0)}%`} x2={`${share(0)}%`} y1={middle - 5} y2={middle + 5} stroke="var(--line-strong)" />
        ) : null}
        {(Object.keys(baselines) as BaselineKind[]).map((kind) => {
          const baseline = baselines[kind];
          if (baseline?.__typename !== 'SimilarityBaseline') return null;
          const [mean, best] = [share(baseline.mean), share(baseline.best5Percent)];
          return (
            <g key={kind} stroke={BASELINE_LOOKS[kind].colour} strokeWidth="9">
              <line x1={`${mean}%`} x2={`${best}%`} y1={middle} y2={middle} opacity="0.5" />
              <line x1={`${mean}%`} x2={`${mean}%`} y1={middle - 7} y2={middle + 7} strokeWidth="2.5" />
            </g>
          );
        })}
        <circle
          cx={`${share(similarity.value)}%`}
          cy={middle}
          r="5"
          fill="var(--accent)"
          stroke="var(--raised)"
          strokeWidth="1.5"
        />
      </svg>
      <p className="flex justify-between px-1 text-tiny text-faint tabular-nums">
        <span>{endOf(low)}</span>
        <span className={isScore ? '' : 'font-medium text-soft'}>
          {isScore ? 'higher' : 'lower'}
          <span className="max-sm:sr-only"> = more alike</span>
        </span>
        <span>{endOf(high)}</span>
      </p>
    </div>
  );
}

/** The end of a range: angles end at a right one. */
function endOf(value: number): string {
  return Math.abs(value - Math.PI / 2) < 1e-9 ? 'π/2' : formatAny(value);
}
