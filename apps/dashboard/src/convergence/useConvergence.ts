'use client';

import { useQuery } from '@urql/next';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { findComputations } from '../computing/findComputations';
import type { Result } from '../computing/useResult';
import type { ResultOf } from '../graphql/graphql';
import { convergenceDocument } from './convergenceDocument';

/** Between an answer and the next question while something is missing. The API itself holds each answer back for a second. */
const PAUSE = 300;

/**
 * The convergence of networks, asked for again until nothing in it is computing. It may stand for hundreds of computations,
 * so one question after another costs less than a subscription to each of them.
 */
export function useConvergence(variables: { networks: string[] }): Result<ResultOf<typeof convergenceDocument>> {
  const client = useClient();
  const [{ data, error, fetching }, execute] = useQuery({ query: convergenceDocument, variables });
  const [askedInVain, setAskedInVain] = useState<CombinedError | undefined>();
  const refetch = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const unfinished = useMemo(
    () => findComputations(data).some(({ state }) => state !== 'FAILED' && state !== 'CANCELLED'),
    [data],
  );
  const ids = variables.networks.join(' ');

  useEffect(() => {
    if (!unfinished) return;
    let stopped = false;
    async function askOn() {
      while (!stopped) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (stopped) return;
        // The answer reaches this page through the cache.
        const asked = { networks: ids.split(' ') };
        const answer = await client.query(convergenceDocument, asked, { requestPolicy: 'network-only' }).toPromise();
        if (!stopped) setAskedInVain(answer.error);
      }
    }
    void askOn();
    return () => {
      stopped = true;
    };
  }, [client, unfinished, ids]);

  return { data, error: error ?? askedInVain, fetching, refetch };
}
