import type { Backend } from '../backends/backend.js';
import type { Steps } from '../linearAlgebra/steps.js';
import { blockPairs, pairIndex, type SampleRows, sampleProducts } from './sampleRows.js';

/** Inner products of samples with samples, as they are. */
export interface SampleGram {
  /** Upper triangle without the diagonal, in reading order. */
  readonly pairs: Float64Array;
  /** Each sample with itself. */
  readonly squares: Float64Array;
}

export async function gramOfSamples(
  rows: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<SampleGram> {
  const { count } = rows;
  const pairs = new Float64Array((count * (count - 1)) / 2);
  const squares = new Float64Array(count);
  const centre = new Float32Array(count);
  for (const [a, b] of blockPairs(count)) {
    const products = await sampleProducts(rows, a, b, centre, backend);
    for (let row = a.first; row < a.first + a.count; row++) {
      const from = (row - a.first) * b.count - b.first;
      if (b.first === a.first) squares[row] = products[from + row] as number;
      const start = Math.max(row + 1, b.first);
      const to = pairIndex(count, row, start) - start;
      for (let column = start; column < b.first + b.count; column++) {
        pairs[to + column] = products[from + column] as number;
      }
    }
    await report((a.first + (a.count * (b.first + b.count)) / count) / count);
  }
  return { pairs, squares };
}

/** A sample of which less than this share is left has no direction. */
const NOTHING_LEFT = 1e-12;

/**
 * 1 - cosine of all pairs of samples, less what they have along one direction: Pearson's dissimilarity over units where that is
 * the direction of equal units. NaN for samples of which nothing is left.
 * @param direction of length 1, one entry per unit
 * @returns upper triangle in reading order
 */
export function* distancesWithout(
  { pairs, squares }: SampleGram,
  { count, units, values }: SampleRows,
  direction: Float64Array,
): Steps<Float64Array> {
  const along = new Float64Array(count);
  const lengths = new Float64Array(count);
  for (let sample = 0; sample < count; sample++) {
    let sum = 0;
    for (let unit = 0; unit < units; unit++) {
      sum += (values[sample * units + unit] as number) * (direction[unit] as number);
    }
    along[sample] = sum;
    const square = squares[sample] as number;
    const rest = square - sum * sum;
    lengths[sample] = rest > NOTHING_LEFT * square ? Math.sqrt(rest) : Number.NaN;
    yield units;
  }
  const distances = new Float64Array(pairs.length);
  let index = 0;
  for (let row = 0; row < count; row++) {
    for (let column = row + 1; column < count; column++, index++) {
      const product = (pairs[index] as number) - (along[row] as number) * (along[column] as number);
      distances[index] = 1 - product / ((lengths[row] as number) * (lengths[column] as number));
    }
    yield 5 * (count - row);
  }
  return distances;
}
