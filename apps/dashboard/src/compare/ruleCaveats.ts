import type { Rule } from '../plots/curve';
import { comparisonIn } from './comparisonIn';
import type { IntervalsData } from './intervalsDocument';
import type { MatchingsData } from './matchingsDocument';

const keys = { GREEDY: 'greedy', ASSIGNMENT: 'assignment', MUTUAL: 'mutual' } as const;

/** What to bear in mind with the numbers of a rule, each sentence once. */
export function ruleCaveats(
  matchings: MatchingsData | undefined,
  intervals: IntervalsData | undefined,
  rule: Rule,
): string[] {
  const matching = matchings && comparisonIn(matchings)?.[keys[rule]];
  const drawn = intervals && comparisonIn(intervals)?.[keys[rule]];
  const interval = drawn?.__typename === 'Matching' ? drawn.interval : undefined;
  return [
    ...new Set([
      ...(matching?.__typename === 'Matching' ? matching.caveats : []),
      ...(interval?.__typename === 'Interval' ? interval.caveats : []),
    ]),
  ];
}
