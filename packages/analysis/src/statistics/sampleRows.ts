import type { Backend } from '../backends/backend.js';
import { productsHere } from '../backends/preciseProducts.js';
import { multiplyInTiles } from '../backends/tiles.js';
import type { Recording } from '../derivations/values.js';
import type { Steps } from '../linearAlgebra/steps.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import { BLOCK_SAMPLES } from './comoments.js';

/** Samples as rows: what measures that compare samples with samples start from. */
export interface SampleRows {
  readonly count: number;
  readonly units: number;
  /** count x units. */
  readonly values: Float32Array;
}

/**
 * Which samples a measure takes whose work grows with their square: all of them up to `limit`, else `limit` samples at even
 * distances, the first one included. Both sides of a pair get the same.
 */
export function chosenSamples(samples: number, limit: number): Int32Array {
  const count = Math.min(samples, limit);
  return Int32Array.from({ length: count }, (_, index) => Math.floor((index * samples) / count));
}

/** Reads the samples named, in that order, in one pass over the blocks that hold any. */
export async function sampleRows(
  recording: Recording,
  chosen: Int32Array,
  store: Store,
  report: (fraction: number) => Promise<void>,
): Promise<SampleRows> {
  const { units, samples } = recording;
  const reader = new RecordingReader(recording, store);
  const values = new Float32Array(chosen.length * units);
  const block = new Float32Array(units * BLOCK_SAMPLES);
  const places = Int32Array.from(chosen.keys()).sort((a, b) => (chosen[a] as number) - (chosen[b] as number));
  for (let next = 0; next < places.length; ) {
    const first = Math.floor((chosen[places[next] as number] as number) / BLOCK_SAMPLES) * BLOCK_SAMPLES;
    const count = Math.min(BLOCK_SAMPLES, samples - first);
    const read = await reader.samples(first, count, block);
    for (; next < places.length; next++) {
      const place = places[next] as number;
      const from = (chosen[place] as number) - first;
      if (from >= count) break;
      for (let unit = 0; unit < units; unit++) values[place * units + unit] = read[unit * count + from] as number;
    }
    await report(next / places.length);
  }
  return { count: chosen.length, units, values };
}

/** Samples `first` to `first + count` of some rows. */
export interface RowRange {
  readonly first: number;
  readonly count: number;
}

/**
 * Inner products of samples with samples, in float64: such measures look at small differences of large products (a unit
 * offset by 1000 is enough), which float32 would lose. On devices without float64 they are computed in this thread.
 * @param centre subtracted from all values of a sample, one entry per sample
 * @returns a.count x b.count
 */
export async function sampleProducts(
  rows: SampleRows,
  a: RowRange,
  b: RowRange,
  centre: Float32Array,
  backend: Backend,
): Promise<Float64Array> {
  const { units } = rows;
  const block = ({ first, count }: RowRange) => ({
    units: count,
    samples: units,
    values: rows.values.subarray(first * units, (first + count) * units),
    centre: centre.subarray(first, first + count),
  });
  if (backend.preciseCrossProducts === undefined) return productsHere(block(a), block(b));
  return (await multiplyInTiles(backend, 'preciseCrossProducts', block(a), block(b))) as Float64Array;
}

/** Samples of one block of products. */
const STEP = 1024;

/** Every pair of blocks of rows on or above the diagonal, in reading order. */
export function* blockPairs(count: number): Generator<readonly [RowRange, RowRange]> {
  const range = (first: number): RowRange => ({ first, count: Math.min(STEP, count - first) });
  for (let top = 0; top < count; top += STEP) {
    for (let left = top; left < count; left += STEP) yield [range(top), range(left)];
  }
}

/** Operations that one value takes which is read from far away, about. */
const SCATTERED = 10;

/** Place of the pair (row, column), row < column, in a list of all pairs of `count` in reading order. */
export function pairIndex(count: number, row: number, column: number): number {
  return row * count - (row * (row + 1)) / 2 + column - row - 1;
}

/**
 * What a list of all pairs becomes when the samples change places.
 * @param partners which sample stands in each place
 */
export function* movedPairs(pairs: Float64Array, count: number, partners: Int32Array): Steps<Float64Array> {
  const moved = new Float64Array(pairs.length);
  let index = 0;
  for (let row = 0; row < count; row++) {
    const one = partners[row] as number;
    for (let column = row + 1; column < count; column++) {
      const other = partners[column] as number;
      moved[index++] = pairs[one < other ? pairIndex(count, one, other) : pairIndex(count, other, one)] as number;
    }
    yield SCATTERED * (count - row);
  }
  return moved;
}
