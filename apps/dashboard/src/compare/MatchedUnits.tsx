'use client';

import type { ViewProps } from './ComparisonViews';
import { CurveCard } from './CurveCard';
import { Extremes } from './Extremes';
import { HeatmapCard } from './HeatmapCard';
import { MatchTable } from './MatchTable';
import { PairCard } from './PairCard';
import { SummaryCard } from './SummaryCard';
import { ScatterCard } from './scatter/ScatterCard';
import { useAllMatches } from './useAllMatches';
import { useChance } from './useChance';
import { useLinked } from './useLinked';

/**
 * The units of two layers: parts that share a cursor. A pair hovered in one is marked in all, a pair that is opened is in the
 * address. Each part asks its own fields and appears as soon as they are there.
 */
export function MatchedUnits({ comparison, compared, choice, choose }: ViewProps) {
  const { by, rule } = choice;
  const linked = useLinked(choice, choose);
  const matches = useAllMatches(compared, by, rule);
  const { left, right } = comparison;
  const chance = useChance(compared, by);
  const shared = { compared, by, chance, rule, left, right };
  const best = matches.rows[0];
  return (
    <>
      <SummaryCard
        comparison={comparison}
        compared={compared}
        by={by}
        chance={chance}
        rule={rule}
        onRule={(next) => choose({ rule: next })}
      />
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6">
          <CurveCard {...shared} {...linked} />
          <PairCard
            {...shared}
            {...linked}
            best={best ? { source: best.source.index, target: best.target.index } : null}
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
      <ScatterCard {...shared} {...linked} />
    </>
  );
}
