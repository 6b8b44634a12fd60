import { Skeleton } from '../../components/Skeleton';
import { formatValue } from '../../format/numbers';
import type { SimilarityBaselineField } from './similarityBaselinesDocument';

/** What a similarity is when the layers are made unrelated: mean, the best 5 %, and how often chance does as well. */
export function SimilarityBaselineCell({ baseline }: { baseline: SimilarityBaselineField | undefined }) {
  if (baseline?.__typename === 'SimilarityBaseline') {
    return (
      <>
        {formatValue(baseline.mean)}
        <span className="block text-tiny text-faint">
          best 5 % {formatValue(baseline.best5Percent)}, p = {formatValue(baseline.pValue, 2)}
        </span>
      </>
    );
  }
  if (baseline?.__typename === 'Unavailable') {
    return (
      <span className="text-faint" title={baseline.message}>
        none yet
      </span>
    );
  }
  if (baseline?.__typename === 'Computation' && baseline.state === 'FAILED') {
    return (
      <span className="text-danger" title={baseline.error ?? undefined}>
        failed
      </span>
    );
  }
  return <Skeleton className="ml-auto h-4 w-16" />;
}
