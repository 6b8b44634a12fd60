'use client';

import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { RULE_LOOKS } from '../plots/looks';
import { MEASURE_LOOKS } from '../plots/measureLooks';
import { Card } from './Card';
import { comparisonIn } from './comparisonIn';
import { extremesDocument } from './extremesDocument';
import type { Linked, Shared } from './linked';
import { PairTiles } from './PairTiles';

/** The best and the worst eight pairs with what their units see, as in the paper's figure. */
export function Extremes({ compared, by, rule, left, right, ...linked }: Shared & Linked) {
  const result = useResult({ query: extremesDocument, variables: { ...compared, by, rule } });
  const { places } = MEASURE_LOOKS[by];
  return (
    <Card
      title="Best and worst matches"
      note={`by ${RULE_LOOKS[rule].name.toLowerCase()}, ${left.network.slug} above ${right.network.slug}`}
    >
      <Settled
        result={result}
        of={(data) => comparisonIn(data)?.matching}
        name="The best and worst matches"
        skeleton={<Skeleton className="h-80 w-full" />}
      >
        {({ best, worst }) => (
          <div className="flex flex-col gap-5">
            <PairTiles title="Best eight" matches={best.nodes} places={places} {...linked} />
            <PairTiles title="Worst eight" matches={worst.nodes} places={places} {...linked} />
          </div>
        )}
      </Settled>
    </Card>
  );
}
