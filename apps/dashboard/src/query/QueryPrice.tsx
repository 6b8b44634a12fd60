'use client';

import { useQuery } from '@urql/next';
import { useActivity } from '../activity/useActivity';
import { useMounted } from '../components/useMounted';
import { readableError } from '../computing/readableError';
import { priceDocument } from './priceDocument';
import { priceInWords } from './priceInWords';
import { useEditedQuery } from './useEditedQuery';

/** What the query in the editor would cost if it were run now. */
export function QueryPrice({ opened }: { opened: string }) {
  const mounted = useMounted();
  const edited = useEditedQuery(opened);
  const [{ data, error, fetching }, execute] = useQuery({
    query: priceDocument,
    variables: {
      query: edited?.query ?? '',
      variables: edited?.variables ?? null,
      operationName: edited?.operationName ?? null,
    },
    pause: !mounted || edited === null,
    requestPolicy: 'cache-and-network',
  });
  // What others, or this query itself, have computed need not be computed again.
  useActivity(() => edited && execute({ requestPolicy: 'network-only' }));
  const said = () => {
    if (edited === null) return 'none while the editors hold no query, or no variables in JSON.';
    if (error && !fetching) return readableError(error);
    return data ? priceInWords(data.estimate) : '…';
  };
  return (
    <p aria-live="polite" className="text-small text-soft tabular-nums">
      <span className="font-medium text-ink">Before it runs:</span> {said()}
    </p>
  );
}
