import { MATCH_RULES, type MatchRule } from '../derivations/values.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { matchingSteps } from '../matchings/matchings.js';
import type { GroupedComoments } from '../statistics/groupedComoments.js';
import { RandomSource } from './randomSource.js';
import { weightedCorrelationSteps } from './weightedComoments.js';

/** What the matchings give when the stimuli are drawn anew. */
export interface Bootstrap {
  readonly repeats: number;
  /** Groups of stimuli that were drawn. */
  readonly groups: number;
  /** Mean matched value of each repeat, per rule; NaN where a repeat had no match. */
  readonly means: { readonly [Rule in MatchRule]: Float64Array };
}

/**
 * Draws groups of stimuli with replacement, `repeats` times, and matches anew each time, from the groups' sums alone.
 * @param seed the same seed gives the same draws
 */
export async function bootstrapMatchings(
  grouped: GroupedComoments,
  repeats: number,
  seed: number,
  report: (fraction: number) => Promise<void>,
): Promise<Bootstrap> {
  const draws = () => new Float64Array(repeats).fill(Number.NaN);
  const means = { GREEDY: draws(), ASSIGNMENT: draws(), MUTUAL: draws() };
  for (let repeat = 0; repeat < repeats; repeat++) {
    const weights = drawWeights(grouped.groups, seed, repeat);
    const drawn = await restingBetween(weightedCorrelationSteps(grouped, weights));
    const matchings = await restingBetween(matchingSteps(drawn));
    for (const rule of MATCH_RULES) means[rule][repeat] = matchings.rules[rule].mean;
    await report((repeat + 1) / repeats);
  }
  return { repeats, groups: grouped.groups, means };
}

/** How often each group was drawn: `groups` draws in all. */
export function drawWeights(groups: number, seed: number, repeat: number): Float64Array {
  const random = new RandomSource(seed, repeat, 4);
  const weights = new Float64Array(groups);
  for (let draw = 0; draw < groups; draw++) weights[random.below(groups)]!++;
  return weights;
}
