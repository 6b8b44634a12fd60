'use client';

import { type AnyVariables, type CombinedError, type TypedDocumentNode, useQuery } from '@urql/next';
import { useCallback, useMemo } from 'react';
import { findComputations } from './findComputations';
import { useFollowed } from './useFollowed';

export type Result<Data> = {
  /** What is known so far. While the next answer is on its way, what was known before. */
  data: Data | undefined;
  error: CombinedError | undefined;
  fetching: boolean;
  /** Asks the API again, past the cache. */
  refetch: () => void;
};

type Options<Data, Variables extends AnyVariables> = {
  query: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  pause?: boolean;
};

/**
 * A query whose values may still be computing: it follows every `Computation` in its answer and asks again when one is done.
 * Render its fields with `Settled`.
 */
export function useResult<Data, Variables extends AnyVariables>(options: Options<Data, Variables>): Result<Data> {
  const [{ data, error, fetching }, execute] = useQuery<Data, Variables>(options as never);
  const refetch = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const computations = useMemo(() => findComputations(data), [data]);
  useFollowed(computations, refetch);
  return { data, error, fetching, refetch };
}
