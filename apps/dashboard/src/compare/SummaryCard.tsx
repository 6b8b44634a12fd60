'use client';

import { Direction } from '../components/Direction';
import { Figure, Figures } from '../components/Figure';
import { Skeleton } from '../components/Skeleton';
import { findComputations } from '../computing/findComputations';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatCount, formatShare } from '../format/numbers';
import type { Rule } from '../plots/curve';
import { MEASURE_LOOKS, type Measure } from '../plots/measureLooks';
import { baselinesDocument } from './baselinesDocument';
import type { Comparable, Compared } from './comparisonDocument';
import { comparisonIn } from './comparisonIn';
import { intervalsDocument } from './intervalsDocument';
import { matchingsDocument } from './matchingsDocument';
import { RuleTable } from './RuleTable';
import type { Chance } from './useChance';

type Props = {
  comparison: Comparable;
  compared: Compared;
  by: Measure;
  chance: Chance;
  rule: Rule;
  onRule: (rule: Rule) => void;
};

/** The comparison in numbers: means by each rule beside their baselines, and what they are means of. */
export function SummaryCard({ comparison, compared, by, chance, rule, onRule }: Props) {
  const matchings = useResult({ query: matchingsDocument, variables: { ...compared, by } });
  const baselines = useResult({ query: baselinesDocument, variables: { ...compared, by }, pause: !chance.wanted });
  // Two hundred matchings more: not before the rest is there.
  const settled =
    baselines.data !== undefined &&
    findComputations(baselines.data).every(({ state }) => state === 'FAILED' || state === 'CANCELLED');
  const isNext = settled || chance.seconds !== null;
  const intervals = useResult({ query: intervalsDocument, variables: { ...compared, by }, pause: !isNext });
  const { left, right } = comparison;
  const measure = MEASURE_LOOKS[by];
  return (
    <section
      aria-label="Summary"
      className="surface grid gap-x-10 gap-y-5 p-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]"
    >
      <div className="min-w-0">
        <p className="mb-2 flex flex-wrap items-baseline gap-x-2 text-small">
          <span className="font-semibold">Mean {measure.title.toLowerCase()} of the matched units</span>
          <Direction higher="higher = more alike" range={measure.range} />
        </p>
        <RuleTable {...{ matchings, baselines, intervals, chance, rule, onRule }} />
      </div>
      <div className="min-w-0 border-line lg:border-l lg:pl-8">
        <Settled
          result={matchings}
          of={(data) => comparisonIn(data)?.assignment}
          name="The matching"
          skeleton={<Skeleton className="h-24 w-full" />}
        >
          {(matching) => (
            <Figures>
              <Figure name="Same value under greedy and assignment" note={`of the live units of ${left.network.slug}`}>
                {formatShare(matching.agreement)}
              </Figure>
              <Figure name="Units without variance">
                {matching.deadLeft} of {left.unitCount} left, {matching.deadRight} of {right.unitCount} right
              </Figure>
              <Figure
                name="Samples"
                note={`${formatCount(comparison.probeSet.count)} stimuli of ${comparison.probeSet.name}`}
              >
                {formatCount(comparison.samples)}
              </Figure>
            </Figures>
          )}
        </Settled>
      </div>
    </section>
  );
}
