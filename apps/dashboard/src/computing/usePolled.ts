'use client';

import { type AnyVariables, type CombinedError, type TypedDocumentNode, useQuery } from '@urql/next';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { findComputations } from './findComputations';
import type { Result } from './useResult';

/** Milliseconds between an answer and the next question while something is missing. */
const PAUSE = 1_500;

type Options<Data, Variables extends AnyVariables> = {
  query: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  pause?: boolean;
};

/**
 * A query that is asked again until nothing in its answer is computing. It may stand for hundreds of computations, and its
 * answer fills while they end, so one question after another costs less than a subscription to each of them.
 */
export function usePolled<Data, Variables extends AnyVariables>(options: Options<Data, Variables>): Result<Data> {
  const { query, variables } = options;
  const client = useClient();
  const [{ data, error, fetching }, execute] = useQuery<Data, Variables>(options as never);
  const [askedInVain, setAskedInVain] = useState<CombinedError | undefined>();
  const refetch = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const unfinished = useMemo(
    () => findComputations(data).some(({ state }) => state !== 'FAILED' && state !== 'CANCELLED'),
    [data],
  );
  const waiting = unfinished && options.pause !== true;
  const text = JSON.stringify(variables);

  useEffect(() => {
    if (!waiting) return;
    let stopped = false;
    async function askOn() {
      while (!stopped) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (stopped) return;
        // The answer reaches this page through the cache.
        const asked = JSON.parse(text) as Variables;
        const answer = await client.query(query, asked, { requestPolicy: 'network-only' }).toPromise();
        if (!stopped) setAskedInVain(answer.error);
      }
    }
    void askOn();
    return () => {
      stopped = true;
    };
  }, [client, query, waiting, text]);

  return { data, error: error ?? askedInVain, fetching, refetch };
}
