'use client';

import { oneOf, useAddress } from '../address/useAddress';
import { type Condition, conditions, orderNames, type UnitOrder } from './orders';

export type RankingChoice = { by: UnitOrder; descending: boolean; condition: Condition; in: string | null };

/** How the grid is sorted and filtered, read from the address; what is usual is left out there. */
export function useRankingChoice(): [RankingChoice, (change: Partial<RankingChoice>) => void] {
  const [params, change] = useAddress();
  const by = oneOf(orderNames, params.get('sort'));
  const usual = by === 'INDEX' ? 'ascending' : 'descending';
  const choice: RankingChoice = {
    by,
    descending: (params.get('order') ?? usual) === 'descending',
    condition: oneOf(conditions, params.get('condition')),
    in: params.get('in'),
  };
  function choose(next: Partial<RankingChoice>) {
    const all = { ...choice, ...next };
    const natural = all.by !== 'INDEX';
    const descending = next.by && next.descending === undefined ? natural : all.descending;
    change(
      {
        sort: all.by === 'INDEX' ? null : all.by,
        order: descending === natural ? null : descending ? 'descending' : 'ascending',
        condition: all.condition === 'ALL' ? null : all.condition,
        in: all.in,
      },
      'push',
    );
  }
  return [choice, choose];
}
