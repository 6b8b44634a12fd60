import type { Backend } from '../backends/backend.js';
import { Refusal } from '../errors.js';
import { breathing } from '../linearAlgebra/breathing.js';
import { restingBetween, type Steps } from '../linearAlgebra/steps.js';
import { squaredDistances } from '../statistics/sampleDistances.js';
import { movedPairs, type SampleRows } from '../statistics/sampleRows.js';
import { selectSmallest } from './selectSmallest.js';

/** Width of the kernel as a share of the median distance. */
export const RBF_WIDTH = 0.5;
/** Samples of which all pairs are compared; more of them are thinned out evenly (`chosenSamples`). */
export const RBF_SAMPLES = 4096;
/** Operations that an exponential and what goes with it take, about. */
const EXPONENTIAL = 20;

/**
 * CKA with the kernel exp(-d² / (2 t² median d²)) (Kornblith et al. 2019), the median over all pairs, each sample with itself
 * included. 0..1, higher = more alike; the same under rotation and common scaling of a side's units.
 * @param left, right the same samples
 * @param width t, above 0
 * @throws Refusal for fewer than 2 samples, or where half of all distances are zero
 */
export async function rbfCka(
  left: SampleRows,
  right: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
  width = RBF_WIDTH,
): Promise<number> {
  const x = await rbfKernel(left, 'left', backend, (fraction) => report(0.5 * fraction), width);
  const y = await rbfKernel(right, 'right', backend, (fraction) => report(0.5 + 0.5 * fraction), width);
  return restingBetween(kernelAlignment(x, y));
}

/** A Gaussian kernel of samples with samples. */
export interface Kernel {
  readonly count: number;
  /** Upper triangle without the diagonal, which is 1. */
  readonly values: Float64Array;
  /** Sums of its rows. */
  readonly sums: Float64Array;
}

/**
 * The kernel of one side.
 * @throws Refusal for fewer than 2 samples, or where half of all distances are zero
 */
export async function rbfKernel(
  rows: SampleRows,
  side: 'left' | 'right',
  backend: Backend,
  report: (fraction: number) => Promise<void>,
  width = RBF_WIDTH,
): Promise<Kernel> {
  const { count } = rows;
  if (count < 2) throw new Refusal(`RBF CKA of ${count} sample is not defined.`, 'Record at least 2 stimuli.');
  const distances = await squaredDistances(rows, backend, report);
  const breath = breathing();
  const median = await restingBetween(medianOfAll(distances, count));
  if (median === 0) {
    throw new Refusal(
      `More than half of the ${side} side's samples are the same.`,
      'Choose another layer or reduction.',
    );
  }
  const scale = -1 / (2 * width * width * median);
  const values = new Float64Array(distances.length);
  const sums = new Float64Array(count).fill(1);
  let index = 0;
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let column = row + 1; column < count; column++, index++) {
      const value = Math.exp(scale * (distances[index] as number));
      values[index] = value;
      sum += value;
      sums[column] = (sums[column] as number) + value;
    }
    sums[row] = (sums[row] as number) + sum;
    if (breath.due(EXPONENTIAL * (count - row))) await breath.take();
  }
  return { count, values, sums };
}

/** Median of the whole matrix of distances: `count` zeros and every pair twice; the mean of the middle two. */
function* medianOfAll(distances: Float32Array, count: number): Steps<number> {
  const values = distances.slice();
  function* at(place: number): Steps<number> {
    return place < count ? 0 : yield* selectSmallest(values, Math.floor((place - count) / 2));
  }
  const all = count * count;
  return ((yield* at(Math.floor((all - 1) / 2))) + (yield* at(Math.floor(all / 2)))) / 2;
}

/** The kernel of the same samples in another order: rows and columns change places, and nothing is computed anew. */
export function* movedKernel({ count, values, sums }: Kernel, partners: Int32Array): Steps<Kernel> {
  return {
    count,
    values: yield* movedPairs(values, count, partners),
    sums: Float64Array.from(partners, (partner) => sums[partner] as number),
  };
}

/** The cosine of two centred kernels. */
export function* kernelAlignment(x: Kernel, y: Kernel): Steps<number> {
  const both = centredProduct(x, y);
  yield 4 * x.values.length;
  const ofLeft = centredProduct(x, x);
  yield 4 * x.values.length;
  const ofRight = centredProduct(y, y);
  yield 4 * x.values.length;
  return both / Math.sqrt(ofLeft * ofRight);
}

/** Inner product of two centred kernel matrices: sum KL - 2/n sum of row sums' products + (sum K)(sum L)/n². */
function centredProduct(x: Kernel, y: Kernel): number {
  const { count } = x;
  let pairs = 0;
  for (let index = 0; index < x.values.length; index++) {
    pairs += (x.values[index] as number) * (y.values[index] as number);
  }
  let [rows, ofX, ofY] = [0, 0, 0];
  for (let row = 0; row < count; row++) {
    const [a, b] = [x.sums[row] as number, y.sums[row] as number];
    rows += a * b;
    ofX += a;
    ofY += b;
  }
  return count + 2 * pairs - (2 * rows) / count + (ofX * ofY) / (count * count);
}
