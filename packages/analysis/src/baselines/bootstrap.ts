import { MATCH_RULES, type MatchRule } from '../derivations/values.js';
import { matchingsOfValues } from '../matchings/matchings.js';
import type { GroupedComoments, GroupedSums } from '../statistics/groupedComoments.js';
import { RandomSource } from './randomSource.js';
import { quantile } from './significance.js';

/** What the matchings give when the stimuli are drawn anew. */
export interface Bootstrap {
  readonly repeats: number;
  /** Mean matched value of each repeat, per rule; NaN where a repeat had no match. */
  readonly means: { readonly [Rule in MatchRule]: Float64Array };
}

/** Between these the value would lie for other stimuli of the same kind, 19 times in 20. */
export interface Interval {
  readonly low: number;
  readonly high: number;
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
    const weights = drawWeights(grouped.groups, new RandomSource(seed, repeat, 4));
    const matchings = matchingsOfValues(weightedCorrelation(grouped, weights));
    for (const rule of MATCH_RULES) means[rule][repeat] = matchings.rules[rule].mean;
    await report((repeat + 1) / repeats);
  }
  return { repeats, means };
}

/** How often each group was drawn: `groups` draws in all. */
function drawWeights(groups: number, random: RandomSource): Float64Array {
  const weights = new Float64Array(groups);
  for (let draw = 0; draw < groups; draw++) weights[random.below(groups)]!++;
  return weights;
}

/** Pearson's correlation over the groups, each counted as often as its weight says. */
export function weightedCorrelation(grouped: GroupedComoments, weights: Float64Array) {
  const [rows, columns] = [grouped.left.units, grouped.right.units];
  const samples = weights.reduce((sum, weight, group) => sum + weight * (grouped.counts[group] as number), 0);
  const x = weightedSide(grouped.left, weights, samples);
  const y = weightedSide(grouped.right, weights, samples);
  const values = new Float64Array(rows * columns);
  grouped.products.forEach((products, group) => {
    const weight = weights[group] as number;
    if (weight === 0) return;
    for (let index = 0; index < values.length; index++) {
      values[index] = (values[index] as number) + weight * (products[index] as number);
    }
  });
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const comoment = (values[at] as number) - ((x.sums[row] as number) * (y.sums[column] as number)) / samples;
      const value = comoment / ((x.roots[row] as number) * (y.roots[column] as number));
      values[at] = Math.max(-1, Math.min(1, value));
    }
  }
  return { rows, columns, samples, values, leftConditions: x.conditions, rightConditions: y.conditions };
}

function weightedSide({ units, sums, squares }: GroupedSums, weights: Float64Array, samples: number) {
  const total = new Float64Array(units);
  const totalSquares = new Float64Array(units);
  weights.forEach((weight, group) => {
    for (let unit = 0; unit < units; unit++) {
      total[unit] = (total[unit] as number) + weight * (sums[group * units + unit] as number);
      totalSquares[unit] = (totalSquares[unit] as number) + weight * (squares[group * units + unit] as number);
    }
  });
  const roots = totalSquares.map((square, unit) => {
    const rest = square - (total[unit] as number) ** 2 / samples;
    // A unit may be without variance on the stimuli that were drawn: it takes no part in that repeat.
    return rest > 1e-12 * square ? Math.sqrt(rest) : Number.NaN;
  });
  return { sums: total, roots, conditions: Uint8Array.from(roots, (root) => (Number.isNaN(root) ? 2 : 0)) };
}

/**
 * The basic bootstrap interval (Davison and Hinkley 1997, 5.2): the draws' quantiles mirrored at the observed value. Means of
 * maxima grow by being drawn anew, and mirroring takes that off where plain percentiles would double it.
 * @param share what the interval should cover, 0..1
 */
export function bootstrapInterval(observed: number, draws: Float64Array, share = 0.95): Interval {
  const numbers = [...draws].filter((draw) => !Number.isNaN(draw));
  const tail = (1 - share) / 2;
  return {
    low: Math.max(-1, 2 * observed - quantile(numbers, 1 - tail)),
    high: Math.min(1, 2 * observed - quantile(numbers, tail)),
  };
}
