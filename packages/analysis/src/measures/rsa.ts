import type { Backend } from '../backends/backend.js';
import { Refusal } from '../errors.js';
import { restingBetween, type Steps } from '../linearAlgebra/steps.js';
import { correlationDistances } from '../statistics/sampleDistances.js';
import { movedPairs, type SampleRows } from '../statistics/sampleRows.js';
import { correlationOfLists, rankSteps } from './averageRanks.js';

/** Samples of which all pairs are compared; more of them are thinned out evenly (`chosenSamples`). */
export const RSA_SAMPLES = 2048;

/**
 * Representational similarity analysis (Kriegeskorte, Mur and Bandettini 2008): Spearman's correlation of the two sides'
 * dissimilarities of samples, 1 - Pearson over units. -1..1, higher = more alike; the same for scaled and shifted samples,
 * and under any order of units. A sample on which all units of a side give the same value is left out.
 * @param samples, others the same samples on the left and on the right side
 * @throws Refusal where fewer than 3 pairs of samples are left
 */
export async function rsa(
  samples: SampleRows,
  others: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<number> {
  const x = await rankedDissimilarities(samples, backend, (fraction) => report(0.5 * fraction));
  const y = await rankedDissimilarities(others, backend, (fraction) => report(0.5 + 0.5 * fraction));
  return restingBetween(rankAgreement(x, y));
}

/** How one side orders all pairs of samples. */
export interface RankedDissimilarities {
  readonly count: number;
  /** Upper triangle in reading order; NaN for pairs with a sample on which all units give the same value. */
  readonly ranks: Float64Array;
  /** Whether all pairs have a rank. */
  readonly complete: boolean;
}

export async function rankedDissimilarities(
  rows: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<RankedDissimilarities> {
  return restingBetween(ranked(await correlationDistances(rows, backend, report), rows.count));
}

/** @param distances upper triangle in reading order; NaN where there is none */
export function* ranked(distances: Float64Array, count: number): Steps<RankedDissimilarities> {
  yield 8 * distances.length;
  if (!distances.some(Number.isNaN)) return { count, ranks: yield* rankSteps(distances), complete: true };
  const defined = yield* rankSteps(distances.filter((distance) => !Number.isNaN(distance)));
  let next = 0;
  const ranks = distances.map((distance) => (Number.isNaN(distance) ? Number.NaN : (defined[next++] as number)));
  return { count, ranks, complete: false };
}

/** The same samples in another order: no distance is computed anew. @param partners which sample stands in each place */
export function* movedDissimilarities(
  { count, ranks, complete }: RankedDissimilarities,
  partners: Int32Array,
): Steps<RankedDissimilarities> {
  return { count, ranks: yield* movedPairs(ranks, count, partners), complete };
}

/**
 * Spearman's correlation of two sides' dissimilarities; pairs that have none on either side are left out.
 * @throws Refusal where fewer than 3 pairs are left
 */
export function* rankAgreement(x: RankedDissimilarities, y: RankedDissimilarities): Steps<number> {
  const [left, right] = x.complete && y.complete ? [x.ranks, y.ranks] : yield* rankedAnew(x.ranks, y.ranks);
  yield 8 * left.length;
  if (left.length < 3) {
    throw new Refusal(
      'Fewer than 3 pairs of samples differ over the units of both sides.',
      'Record more stimuli, or choose another layer.',
    );
  }
  return correlationOfLists(left, right);
}

/** Ranks among the pairs that have one on both sides. */
function* rankedAnew(x: Float64Array, y: Float64Array): Steps<readonly [Float64Array, Float64Array]> {
  const [left, right] = [new Float64Array(x.length), new Float64Array(x.length)];
  let count = 0;
  for (let pair = 0; pair < x.length; pair++) {
    const [one, other] = [x[pair] as number, y[pair] as number];
    if (Number.isNaN(one + other)) continue;
    left[count] = one;
    right[count++] = other;
  }
  return [yield* rankSteps(left.subarray(0, count)), yield* rankSteps(right.subarray(0, count))];
}
