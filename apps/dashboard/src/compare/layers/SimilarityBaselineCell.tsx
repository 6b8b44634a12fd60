import { Button } from '../../components/Button';
import { Skeleton } from '../../components/Skeleton';
import { formatSeconds, formatValue } from '../../format/numbers';
import type { SimilarityBaselineField } from './similarityBaselinesDocument';

type Props = {
  baseline: SimilarityBaselineField | undefined;
  /** Seconds that it takes, where it waits to be asked for. */
  price: number | null;
  onAsk: () => void;
};

/** What a similarity is when the layers are made unrelated: mean, the best 5 %, and how often chance does as well. */
export function SimilarityBaselineCell({ baseline, price, onAsk }: Props) {
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
        none
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
  if (price !== null) {
    return (
      <Button onClick={onAsk} aria-label={`Compute this baseline, which takes about ${formatSeconds(price)}`}>
        Compute, {formatSeconds(price)}
      </Button>
    );
  }
  return <Skeleton className="ml-auto h-4 w-16" />;
}
