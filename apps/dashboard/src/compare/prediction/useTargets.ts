'use client';

import { useEffect, useMemo, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { type Result, useResult } from '../../computing/useResult';
import type { ResultOf } from '../../graphql/graphql';
import type { Compared } from '../comparisonDocument';
import { type Target, type TargetsPage, targetsDocument } from './targetsDocument';

type Answer = ResultOf<typeof targetsDocument>;

export interface Targets {
  /** The first page in whatever state it is. */
  readonly first: Result<Answer>;
  readonly rows: readonly Target[];
  /** How many there are, those still on their way included; null until that is known. */
  readonly total: number | null;
  /** What kept a later page from coming. */
  readonly error: CombinedError | null;
}

function pageOf(data: Answer | undefined): TargetsPage | null {
  const comparison = data?.compare;
  if (comparison?.__typename !== 'LayerComparison' || comparison.prediction.__typename !== 'Prediction') return null;
  return comparison.prediction.units;
}

/** All right units that vary, page after page of five hundred. */
export function useTargets(compared: Compared): Targets {
  const client = useClient();
  const first = useResult({ query: targetsDocument, variables: { ...compared, after: null } });
  const firstPage = pageOf(first.data);
  const [more, setMore] = useState<{ after: TargetsPage; rows: Target[]; error: CombinedError | null } | null>(null);

  useEffect(() => {
    if (!firstPage?.pageInfo.hasNextPage) return;
    let stopped = false;
    const start = firstPage;
    async function load() {
      let rows: Target[] = [];
      let page: TargetsPage | null = start;
      while (page?.pageInfo.hasNextPage && !stopped) {
        const variables = { ...compared, after: page.pageInfo.endCursor };
        const answer: { data?: Answer | undefined; error?: CombinedError | undefined } = await client
          .query(targetsDocument, variables)
          .toPromise();
        page = pageOf(answer.data);
        rows = [...rows, ...(page?.nodes ?? [])];
        if (!stopped) setMore({ after: start, rows, error: answer.error ?? null });
      }
    }
    void load();
    return () => {
      stopped = true;
    };
  }, [client, firstPage, compared]);

  const later = more && more.after === firstPage ? more : null;
  const rows = useMemo(() => [...(firstPage?.nodes ?? []), ...(later?.rows ?? [])], [firstPage, later]);
  return { first, rows, total: firstPage?.totalCount ?? null, error: later?.error ?? null };
}
