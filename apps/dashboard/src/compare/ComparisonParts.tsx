'use client';

import { useCallback, useState } from 'react';
import { ErrorNote } from '../components/ErrorNote';
import { PageSkeleton } from '../components/PageSkeleton';
import { readableError } from '../computing/readableError';
import { useResult } from '../computing/useResult';
import type { Pair } from '../plots/curve';
import { CurveCard } from './CurveCard';
import type { ChoosableProbeSet } from './choicesDocument';
import type { CompareChoice } from './compareChoice';
import { type Compared, comparisonDocument } from './comparisonDocument';
import { Extremes } from './Extremes';
import { HeatmapCard } from './HeatmapCard';
import { IncomparableNote } from './IncomparableNote';
import { MatchTable } from './MatchTable';
import { PairCard } from './PairCard';
import { SummaryCard } from './SummaryCard';
import { useAllMatches } from './useAllMatches';
import type { Choose } from './useCompareChoice';

type Props = { compared: Compared; choice: CompareChoice; choose: Choose; probeSets: readonly ChoosableProbeSet[] };

/** All that is known of two layers: each part asks its own fields and appears as soon as they are there. */
export function ComparisonParts(props: Props) {
  const { compared, choice, choose, probeSets } = props;
  const result = useResult({ query: comparisonDocument, variables: compared });
  const comparison = result.data?.compare;
  if (!comparison) {
    if (!result.error) return <PageSkeleton />;
    return (
      <ErrorNote
        title="These layers cannot be compared"
        message={readableError(result.error)}
        onRetry={result.refetch}
      />
    );
  }
  if (comparison.__typename === 'Incomparable') {
    return <IncomparableNote refusal={comparison} {...{ compared, choice, choose, probeSets }} />;
  }
  // Another pair of layers begins with no cursor and no page of matches.
  return <LinkedParts key={comparison.id} comparison={comparison} {...{ compared, choice, choose }} />;
}

type LinkedProps = Omit<Props, 'probeSets'> & { comparison: Parameters<typeof SummaryCard>[0]['comparison'] };

/** The parts that share a cursor: a pair hovered in one is marked in all, a pair that is opened is in the address. */
function LinkedParts({ comparison, compared, choice, choose }: LinkedProps) {
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
