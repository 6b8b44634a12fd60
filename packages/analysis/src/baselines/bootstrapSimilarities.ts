import { Refusal } from '../errors.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { type MomentMeasure, similarityOfMoments } from '../measures/momentMeasures.js';
import { secondMomentsOf } from '../measures/secondMoments.js';
import { softMatchingSteps } from '../measures/softMatching.js';
import type { GroupedComoments } from '../statistics/groupedComoments.js';
import { drawWeights } from './bootstrap.js';
import { weightedCorrelationSteps, weightedSteps } from './weightedComoments.js';

/** The measures that can be drawn anew from sums over groups of stimuli. */
export type DrawnMeasure = MomentMeasure | 'SOFT_MATCHING';

/** Sums over the same groups of stimuli, within both sides and across. */
export interface GroupedMoments {
  readonly left: GroupedComoments;
  readonly across: GroupedComoments;
  readonly right: GroupedComoments;
}

/**
 * Draws groups of stimuli with replacement, `repeats` times, and compares the layers anew each time, from the groups' sums
 * alone: the same draws as those of `bootstrapMatchings`.
 * @returns one value a repeat, for each measure; NaN where a repeat gave none
 */
export async function bootstrapSimilarities<Measure extends DrawnMeasure>(
  measures: readonly Measure[],
  { left, across, right }: GroupedMoments,
  { repeats, seed }: { readonly repeats: number; readonly seed: number },
  multiply: Multiply,
  report: (fraction: number) => Promise<void>,
): Promise<ReadonlyMap<Measure, Float64Array>> {
  const draws = new Map(measures.map((measure) => [measure, new Float64Array(repeats)]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    const weights = drawWeights(across.groups, seed, repeat);
    const between = await restingBetween(weightedSteps(across, weights));
    const x = (await restingBetween(weightedSteps(left, weights))).values;
    const y = (await restingBetween(weightedSteps(right, weights))).values;
    const moments = secondMomentsOf(between.samples, x, between.values, y);
    for (const [measure, values] of draws) {
      values[repeat] = await orNone(async () => {
        if (measure !== 'SOFT_MATCHING') {
          return (await similarityOfMoments(measure as MomentMeasure, moments, multiply)).value;
        }
        const { values: correlations, rows, columns } = await restingBetween(weightedCorrelationSteps(across, weights));
        return (await restingBetween(softMatchingSteps(correlations, rows, columns))).score;
      });
      // Gives way to messages between eigenproblems.
      await report(repeat / repeats);
    }
  }
  return draws;
}

/** NaN where nothing of a side varies on the stimuli that were drawn. */
async function orNone(draw: () => Promise<number>): Promise<number> {
  try {
    return await draw();
  } catch (error) {
    if (error instanceof Refusal) return Number.NaN;
    throw error;
  }
}
