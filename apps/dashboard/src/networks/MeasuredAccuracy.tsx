'use client';

import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { absent, formatCount, formatShare } from '../format/numbers';
import { accuracyDocument } from './accuracyDocument';

/** The share of held-out stimuli that the network names rightly, measured here. */
export function MeasuredAccuracy({ slug }: { slug: string }) {
  const result = useResult({ query: accuracyDocument, variables: { slug } });
  return (
    <Settled
      result={result}
      of={(data) => data.network?.accuracy}
      name="The accuracy"
      skeleton={<Skeleton className="h-5 w-14" />}
      missing={absent}
      compact
    >
      {({ heldOut, heldOutCount, overall, count }) => (
        <span
          title={`${formatCount(heldOutCount)} held-out stimuli; ${formatShare(overall)} over all ${formatCount(count)}`}
        >
          {formatShare(heldOut ?? overall)}
        </span>
      )}
    </Settled>
  );
}
