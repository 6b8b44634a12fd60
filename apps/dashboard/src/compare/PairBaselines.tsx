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
};

/** What the left unit gets when one side is made unrelated. */
export function PairBaselines({ baselines, refetch }: Props) {
  const [pending] = findComputations(baselines);
  const kinds = (Object.keys(baselines) as BaselineKind[]).filter(
    (kind) => baselines[kind]?.__typename === 'MatchBaseline',
  );
  return (
    <>
      <dl className="mt-2 grid grid-cols-[auto_auto_auto] justify-start gap-x-4 gap-y-1 text-small">
        {kinds.map((kind) => {
          const baseline = baselines[kind];
          return baseline?.__typename === 'MatchBaseline' ? (
            <div key={kind} className="contents">
              <dt className="text-faint" title={BASELINE_LOOKS[kind].meaning}>
                {BASELINE_LOOKS[kind].name}
              </dt>
              <dd title="95th percentile of the repeats">95 % below {formatValue(baseline.percentile95)}</dd>
              <dd className="text-faint">p = {formatValue(baseline.pValue, 2)}</dd>
            </div>
          ) : null;
        })}
      </dl>
      <Refusals messages={findRefusals(baselines)} />
      {pending ? <ComputingNote computation={pending} refetch={refetch} /> : null}
    </>
  );
}
