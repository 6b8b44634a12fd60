'use client';

import { useEffect } from 'react';
import { Skeleton } from '../components/Skeleton';
import { ComputingNote } from '../computing/ComputingNote';
import { findComputations } from '../computing/findComputations';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { bestMatchesDocument } from './bestMatchesDocument';
import { columns, pageSize } from './gridShape';
import { type Ranking, rankingDocument } from './rankingDocument';
import { UnitCell } from './UnitCell';
import type { RankingChoice } from './useRankingChoice';

export type PageNews = { totalCount: number; endCursor: string | null };

type Props = {
  slug: string;
  layer: string;
  choice: RankingChoice;
  after: string | null;
  /** Units that this page will hold, for its skeleton. */
  expected: number;
  onLoaded: (news: PageNews) => void;
};

function SkeletonGrid({ count }: { count: number }) {
  return (
    <div className={columns} aria-hidden="true">
      {Array.from({ length: count }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places have nothing else
        <Skeleton key={place} className="h-[10.75rem] rounded-card" />
      ))}
    </div>
  );
}

/** One page of the grid. Pages far from the screen are not mounted; what they loaded stays in the cache. */
export function UnitsPage({ slug, layer, choice, after, expected, onLoaded }: Props) {
  const { by, descending, condition, in: where } = choice;
  const result = useResult({
    query: rankingDocument,
    variables: {
      slug,
      layer,
      by,
      descending,
      condition: condition === 'ALL' ? null : condition,
      in: where,
      first: pageSize,
      after,
    },
  });
  const field = result.data?.network?.layer?.ranking;
  const ranking: Ranking | null = field?.__typename === 'Ranking' ? field : null;
  const ids = ranking?.entries.map(({ unit }) => unit.id) ?? [];
  const best = useResult({ query: bestMatchesDocument, variables: { ids, in: where }, pause: ids.length === 0 });
  const matches = new Map(
    best.data?.nodes.flatMap((node) => (node?.__typename === 'Unit' ? [[node.id, node.correlates]] : [])),
  );

  const totalCount = ranking?.totalCount;
  const endCursor = ranking?.pageInfo.endCursor ?? null;
  useEffect(() => {
    if (totalCount !== undefined) onLoaded({ totalCount, endCursor });
  }, [totalCount, endCursor, onLoaded]);

  const [waiting] = findComputations(ranking);
  return (
    <Settled
      result={result}
      of={(data) => data.network?.layer?.ranking}
      name="The units"
      skeleton={<SkeletonGrid count={expected} />}
    >
      {({ entries }) => (
        <>
          {waiting ? (
            <div className="mb-3 max-w-md">
              <ComputingNote computation={waiting} refetch={result.refetch} />
            </div>
          ) : null}
          <ul className={columns}>
            {entries.map((entry) => (
              <UnitCell
                key={entry.unit.id}
                entry={entry}
                slug={slug}
                layer={layer}
                by={by}
                match={matches.get(entry.unit.id)}
              />
            ))}
          </ul>
        </>
      )}
    </Settled>
  );
}
