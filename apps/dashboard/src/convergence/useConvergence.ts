'use client';

import { type TypedDocumentNode, useQuery } from '@urql/next';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { findComputations } from '../computing/findComputations';
import type { Result } from '../computing/useResult';
import type { ConvergenceVariables } from './convergenceDocument';

/** Milliseconds between an answer and the next question while something is missing. */
const PAUSE = 1_500;

type Asked<Data> = { query: TypedDocumentNode<Data, ConvergenceVariables>; variables: ConvergenceVariables };

/**
 * What is asked of the convergence of networks, again and again until nothing in it is computing. It may stand for hundreds of
 * computations, so one question after another costs less than a subscription to each of them.
 */
export function useConvergence<Data>({
  query,
  variables,
  pause = false,
}: Asked<Data> & { pause?: boolean }): Result<Data> {
  const client = useClient();
  const [{ data, error, fetching }, execute] = useQuery<Data, ConvergenceVariables>({ query, variables, pause });
  const [askedInVain, setAskedInVain] = useState<CombinedError | undefined>();
  const refetch = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const unfinished = useMemo(
    () => findComputations(data).some(({ state }) => state !== 'FAILED' && state !== 'CANCELLED'),
    [data],
  );
  const text = JSON.stringify(variables);

  useEffect(() => {
    if (!unfinished || pause) return;
    let stopped = false;
    async function askOn() {
      while (!stopped) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (stopped) return;
        // The answer reaches this page through the cache.
        const asked = JSON.parse(text) as ConvergenceVariables;
        const answer = await client.query(query, asked, { requestPolicy: 'network-only' }).toPromise();
        if (!stopped) setAskedInVain(answer.error);
      }
    }
    void askOn();
    return () => {
      stopped = true;
    };
  }, [client, unfinished, pause, query, text]);

  return { data, error: error ?? askedInVain, fetching, refetch };
}
