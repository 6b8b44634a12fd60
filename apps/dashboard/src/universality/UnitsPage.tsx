'use client';

import { useEffect } from 'react';
import { Skeleton } from '../components/Skeleton';
import { ComputingNote } from '../computing/ComputingNote';
import { findComputations } from '../computing/findComputations';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import type { VariablesOf } from '../graphql/graphql';
import { FoundUnitCell } from './FoundUnitCell';
import { type FoundUnit, foundUnitsDocument } from './foundUnitsDocument';

export type UnitsVariables = Omit<VariablesOf<typeof foundUnitsDocument>, 'first' | 'after'>;
export type PageNews = { nodes: readonly FoundUnit[]; totalCount: number; next: string | null };

type Props = {
  variables: UnitsVariables;
  after: string | null;
  onLoaded: (after: string | null, news: PageNews) => void;
};

/** Units asked for together. */
export const PAGE_SIZE = 24;

/** One page of units. */
export function UnitsPage({ variables, after, onLoaded }: Props) {
  const result = useResult({ query: foundUnitsDocument, variables: { ...variables, first: PAGE_SIZE, after } });
  const field = result.data?.universality.units;
  useEffect(() => {
    if (field?.__typename !== 'UnitUniversalityConnection') return;
    const { nodes, totalCount, pageInfo } = field;
    onLoaded(after, { nodes, totalCount, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null });
  }, [field, after, onLoaded]);
  const [waiting] = field?.__typename === 'UnitUniversalityConnection' ? findComputations(field) : [];
  return (
    <Settled
      result={result}
      of={(data) => data.universality.units}
      name="The units"
      skeleton={<Skeleton className="h-64 w-full rounded-card" />}
    >
      {({ nodes }) => (
        <>
          {waiting ? (
            <div className="mb-3 max-w-md">
              <ComputingNote computation={waiting} refetch={result.refetch} />
            </div>
          ) : null}
          <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 md:grid-cols-4 lg:grid-cols-6 xl:grid-cols-8">
            {nodes.map((entry) => (
              <FoundUnitCell key={entry.unit.id} entry={entry} />
            ))}
          </ul>
        </>
      )}
    </Settled>
  );
}
