'use client';

import { useEffect, useMemo, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { type Result, useResult } from '../computing/useResult';
import type { ResultOf } from '../graphql/graphql';
import type { Rule } from '../plots/curve';
import type { Measure } from '../plots/measureLooks';
import type { Compared } from './comparisonDocument';
import { type MatchesPage, type MatchRow, matchesDocument } from './matchesDocument';

export interface AllMatches {
  /** The first page in whatever state it is. */
  readonly first: Result<ResultOf<typeof matchesDocument>>;
  readonly rows: readonly MatchRow[];
  /** How many there are, those still on their way included; null until that is known. */
  readonly total: number | null;
  /** What kept a later page from coming. */
  readonly error: CombinedError | null;
}

function pageOf(data: ResultOf<typeof matchesDocument> | undefined): MatchesPage | null {
  const comparison = data?.compare;
  if (comparison?.__typename !== 'LayerComparison' || comparison.matching.__typename !== 'Matching') return null;
  return comparison.matching.matches;
}

/** All pairs of a matching, page after page of five hundred. */
export function useAllMatches(compared: Compared, by: Measure, rule: Rule): AllMatches {
  const client = useClient();
  const variables = useMemo(() => ({ ...compared, by, rule }), [compared, by, rule]);
  const first = useResult({ query: matchesDocument, variables: { ...variables, after: null } });
  const firstPage = pageOf(first.data);
  const [more, setMore] = useState<{ after: MatchesPage; rows: MatchRow[]; error: CombinedError | null } | null>(null);

  useEffect(() => {
    if (!firstPage?.pageInfo.hasNextPage) return;
    let stopped = false;
    const start = firstPage;
    async function load() {
      let rows: MatchRow[] = [];
      let page: MatchesPage | null = start;
      while (page?.pageInfo.hasNextPage && !stopped) {
        const {
          data,
          error,
        }: { data?: ResultOf<typeof matchesDocument> | undefined; error?: CombinedError | undefined } = await client
          .query(matchesDocument, { ...variables, after: page.pageInfo.endCursor })
          .toPromise();
        page = pageOf(data);
        rows = [...rows, ...(page?.nodes ?? [])];
        if (!stopped) setMore({ after: start, rows, error: error ?? null });
      }
    }
    void load();
    return () => {
      stopped = true;
    };
  }, [client, firstPage, variables]);

  const later = more && more.after === firstPage ? more : null;
  const rows = useMemo(() => [...(firstPage?.nodes ?? []), ...(later?.rows ?? [])], [firstPage, later]);
  return { first, rows, total: firstPage?.totalCount ?? null, error: later?.error ?? null };
}
