import type { Backend } from '../backends/backend.js';
import { Refusal } from '../errors.js';
import { correlationDistances } from '../statistics/sampleDistances.js';
import type { SampleRows } from '../statistics/sampleRows.js';
import { averageRanks, correlationOfLists } from './averageRanks.js';

/** Samples of which all pairs are compared; more of them are thinned out evenly (`chosenSamples`). */
export const RSA_SAMPLES = 2048;

/**
 * Representational similarity analysis (Kriegeskorte, Mur and Bandettini 2008): Spearman's correlation of the two sides'
 * dissimilarities of samples, 1 - Pearson over units. -1..1, higher = more alike; the same for scaled and shifted samples,
 * and under any order of units. A sample on which all units of a side give the same value is left out.
 * @param samples, others the same samples on the left and on the right side
 * @throws Refusal where fewer than 3 samples are left
 */
export async function rsa(
  samples: SampleRows,
  others: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<number> {
  const x = await correlationDistances(samples, backend, (fraction) => report(0.4 * fraction));
  const y = await correlationDistances(others, backend, (fraction) => report(0.4 + 0.4 * fraction));
  const sums = x.map((distance, pair) => distance + (y[pair] as number));
  const left = definedOnly(x, sums);
  const right = definedOnly(y, sums);
  if (left.length < 3) {
    throw new Refusal(
      `Of ${samples.count} samples fewer than 3 differ over the units of both sides.`,
      'Record more stimuli, or choose another layer.',
    );
  }
  return correlationOfLists(averageRanks(left), averageRanks(right));
}

/** Those whose sum is a number. */
function definedOnly(distances: Float64Array, sums: Float64Array): Float64Array {
  return sums.some(Number.isNaN) ? distances.filter((_, pair) => !Number.isNaN(sums[pair])) : distances;
}
