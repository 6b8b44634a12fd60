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
      {(accuracy) =>
        accuracy.__typename === 'Unavailable' ? (
          <span title={accuracy.message}>{absent}</span>
        ) : (
          <span
            title={`${formatCount(accuracy.heldOutCount)} held-out stimuli; ${formatShare(accuracy.overall)} over all ${formatCount(accuracy.count)}`}
          >
            {formatShare(accuracy.heldOut ?? accuracy.overall)}
          </span>
        )
      }
    </Settled>
  );
}
