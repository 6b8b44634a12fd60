'use client';

import { useCallback, useState } from 'react';
import type { Pair } from '../plots/curve';
import type { ViewProps } from './ComparisonViews';
import { CurveCard } from './CurveCard';
import { Extremes } from './Extremes';
import { HeatmapCard } from './HeatmapCard';
import { MatchTable } from './MatchTable';
import { PairCard } from './PairCard';
import { SummaryCard } from './SummaryCard';
import { useAllMatches } from './useAllMatches';

/**
 * Unit by unit: parts that share a cursor. A pair hovered in one is marked in all, a pair that is opened is in the address. Each
 * part asks its own fields and appears as soon as they are there.
 */
export function UnitsView({ comparison, compared, choice, choose }: ViewProps) {
  const [cursor, setCursor] = useState<Pair | null>(null);
  const onOpen = useCallback(({ source, target }: Pair) => choose({ opened: { source, target } }), [choose]);
  const { rule, opened } = choice;
  const matches = useAllMatches(compared, rule);
  const linked = { cursor, opened, onCursor: setCursor, onOpen };
  const { left, right } = comparison;
  const shared = { compared, rule, left, right };
  return (
    <div className="flex flex-col gap-6">
      <SummaryCard comparison={comparison} compared={compared} rule={rule} onRule={(next) => choose({ rule: next })} />
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6">
          <CurveCard {...shared} {...linked} />
          <PairCard
            {...shared}
            pair={cursor ?? opened}
            isOpened={cursor === null && opened !== null}
            matches={matches}
            onOpen={onOpen}
          />
        </div>
        <HeatmapCard
          {...shared}
          {...linked}
          order={choice.order}
          onOrder={(order) => choose({ order })}
          matches={matches}
        />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Extremes {...shared} {...linked} />
        <MatchTable {...shared} {...linked} matches={matches} />
      </div>
    </div>
  );
}
