import { Skeleton } from '../components/Skeleton';
import { formatValue } from '../format/numbers';
import type { MatchBaselineField } from './matchBaselinesDocument';

type Props = { baseline: MatchBaselineField | undefined; part: 'percentile95' | 'pValue'; failed: boolean };

/** The chance level of a match, or how likely chance does as well. */
export function BaselineCell({ baseline, part, failed }: Props) {
  if (failed) return <span className="text-danger">failed</span>;
  if (baseline === undefined) return <Skeleton className="ml-auto h-4 w-10" />;
  if (baseline.__typename === 'Computation') {
    if (baseline.state === 'FAILED')
      return (
        <span className="text-danger" title={baseline.error ?? undefined}>
          failed
        </span>
      );
    return <Skeleton className="ml-auto h-4 w-10" />;
  }
  if (baseline.__typename === 'Unavailable')
    return (
      <span className="text-faint" title={baseline.message}>
        none
      </span>
    );
  const of = `${baseline.repeats} permutations, mean ${formatValue(baseline.mean)}`;
  return (
    <span title={of}>{part === 'pValue' ? formatValue(baseline.pValue, 2) : formatValue(baseline.percentile95)}</span>
  );
}
