import { ComputingNote } from '../computing/ComputingNote';
import { findComputations } from '../computing/findComputations';
import { findRefusals } from '../computing/findRefusals';
import { Refusals } from '../computing/Refusals';
import { formatValue } from '../format/numbers';
import type { BaselineKind } from '../plots/curve';
import { BASELINE_LOOKS } from '../plots/looks';
import type { PairBaseline } from './pairDocument';

type Props = {
  baselines: { readonly [Kind in BaselineKind]?: PairBaseline | undefined };
  refetch: () => void;
  /** Whether the page says elsewhere why one is missing. */
  isExplained?: boolean;
};

/** What the left unit gets when one side is made unrelated. */
export function PairBaselines({ baselines, refetch, isExplained = false }: Props) {
  const [pending] = findComputations(baselines);
  const kinds = Object.keys(baselines) as BaselineKind[];
  return (
    <>
      <dl className="mt-2 grid grid-cols-[auto_auto_auto] justify-start gap-x-4 gap-y-1 text-small">
        {kinds.map((kind) => {
          const baseline = baselines[kind];
          const [refusal] = findRefusals(baseline);
          if (baseline?.__typename !== 'MatchBaseline' && refusal === undefined) return null;
          return (
            <div key={kind} className="contents">
              <dt className="text-faint" title={BASELINE_LOOKS[kind].meaning}>
                {BASELINE_LOOKS[kind].name}
              </dt>
              {baseline?.__typename === 'MatchBaseline' ? (
                <>
                  <dd title="95th percentile of the repeats">95 % below {formatValue(baseline.percentile95)}</dd>
                  <dd className="text-faint">p = {formatValue(baseline.pValue, 2)}</dd>
                </>
              ) : (
                <dd className="col-span-2 text-faint" title={refusal}>
                  none
                </dd>
              )}
            </div>
          );
        })}
      </dl>
      {isExplained ? null : <Refusals messages={findRefusals(baselines)} />}
      {pending ? <ComputingNote computation={pending} refetch={refetch} /> : null}
    </>
  );
}
