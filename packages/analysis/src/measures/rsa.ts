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
 * @param left, right the same samples
 * @throws Refusal where fewer than 3 samples are left
 */
export async function rsa(
  left: SampleRows,
  right: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<number> {
  const x = await correlationDistances(left, backend, (fraction) => report(0.4 * fraction));
  const y = await correlationDistances(right, backend, (fraction) => report(0.4 + 0.4 * fraction));
  const defined = [...x.keys()].filter((pair) => !Number.isNaN((x[pair] as number) + (y[pair] as number)));
  if (defined.length < 3) {
    throw new Refusal(
      `Of ${left.count} samples fewer than 3 differ over the units of both sides.`,
      'Record more stimuli, or choose another layer.',
    );
  }
  const all = defined.length === x.length;
  const ranks = (distances: Float64Array): Float64Array =>
    averageRanks(all ? distances : Float64Array.from(defined, (pair) => distances[pair] as number));
  return correlationOfLists(ranks(x), ranks(y));
}
