import type { Backend, Block } from '../backends/backend.js';
import { multiplyInTiles } from '../backends/tiles.js';
import type { Recording } from '../derivations/values.js';
import { Refusal } from '../errors.js';
import type { Store } from '../storage/store.js';
import { readAhead } from '../threads/readAhead.js';
import { PassSide, type SideBlocks } from './passSide.js';

/** Samples of one block whose sums are float32, unless the device says otherwise: see `Backend.blockSamples`. */
export const BLOCK_SAMPLES = 1024;

/** Units of a recording from which on blocks are short in any case: longer ones would take hundreds of megabytes. */
const MANY_UNITS = 4096;

/** Two recordings of a pass whose units are multiplied with each other. */
export interface RecordingPair {
  /** Places in the list of recordings; the same where a recording meets itself. */
  readonly left: number;
  readonly right: number;
  /** Whether sums are made in float64 where the device can. */
  readonly precise: boolean;
}

/** How a pass is watched, and how pairs leave it. */
export interface PassWatch {
  /** Called after each block, with the share of samples that is done. */
  report(fraction: number): Promise<void>;
  /** Whether anybody still wants that pair; the others go on without it. */
  wants?(pair: number): boolean;
}

/** Samples of a pass's blocks. */
export function blockSamplesOf(recordings: readonly { readonly units: number }[], backend: Backend): number {
  if (recordings.some(({ units }) => units > MANY_UNITS)) return BLOCK_SAMPLES;
  return backend.blockSamples ?? BLOCK_SAMPLES;
}

/**
 * Co-moments of many pairs of recordings over the same samples, in one pass that reads each recording once: sums over samples of
 * (x - mean x)(y - mean y). The means are known from the recordings; each block is centred by them before it is multiplied,
 * since a float32 product of uncentred values loses the digits that matter. Blocks are added up in float64, and the next one is
 * read while the device multiplies.
 * @returns for each pair left x right, float64; where a recording could not be read, why; undefined for a pair that nobody wants any more
 */
export async function comomentsTogether(
  recordings: readonly Recording[],
  pairs: readonly RecordingPair[],
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  watch: PassWatch,
): Promise<readonly (Float64Array | Refusal | undefined)[]> {
  const samples = recordings[0]?.samples ?? 0;
  if (recordings.some((recording) => recording.samples !== samples))
    throw new RangeError('Recordings of one pass must have the same samples.');
  const step = Math.min(samples, blockSamplesOf(recordings, backend));
  const precisely = (pair: RecordingPair): boolean => pair.precise && backend.preciseCrossProducts !== undefined;
  const sides = recordings.map((recording, place) => {
    const own = pairs.filter(({ left, right }) => left === place || right === place);
    const kinds = { raw: own.some(precisely), centred: own.some((pair) => !precisely(pair)) };
    return new PassSide(recording, store, step, kinds);
  });
  const sums: (Float64Array | undefined)[] = pairs.map(
    ({ left, right }) => new Float64Array(unitsOf(recordings, left) * unitsOf(recordings, right)),
  );
  const failures = new Map<number, Refusal>();
  const isWanted = (index: number): boolean => {
    const { left, right } = pairs[index] as RecordingPair;
    if (failures.has(left) || failures.has(right) || watch.wants?.(index) === false) sums[index] = undefined;
    return sums[index] !== undefined;
  };

  const read = async (index: number) => {
    const first = index * step;
    const count = Math.min(step, samples - first);
    const blocks = await Promise.all(
      sides.map(async (side, place) => {
        const isNeeded = pairs.some(({ left, right }, pair) => (left === place || right === place) && isWanted(pair));
        if (!isNeeded) return undefined;
        try {
          return await side.block(index, first, count);
        } catch (error) {
          // A recording that cannot be read is the trouble of its own pairs alone.
          if (!(error instanceof Refusal)) throw error;
          failures.set(place, error);
          return undefined;
        }
      }),
    );
    return { blocks, end: first + count };
  };
  const work = async ({ blocks, end }: { blocks: readonly (SideBlocks | undefined)[]; end: number }) => {
    for (const [index, pair] of pairs.entries()) {
      const [x, y] = [blocks[pair.left], blocks[pair.right]];
      if (!isWanted(index) || x === undefined || y === undefined) continue;
      const products = precisely(pair)
        ? await multiplyInTiles(backend, 'preciseCrossProducts', x.raw as Block, y.raw as Block)
        : await multiplyInTiles(backend, 'crossProducts', x.centred as Block, y.centred as Block);
      const sum = sums[index] as Float64Array;
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (products[at] as number);
    }
    await watch.report(end / samples);
  };
  try {
    await readAhead(Math.ceil(samples / step), read, work);
  } finally {
    for (const side of sides) side.close();
  }
  return pairs.map(({ left, right }, index) => {
    const failure = failures.get(left) ?? failures.get(right);
    if (failure !== undefined) return failure;
    const sum = sums[index];
    if (sum !== undefined) correctCentres(sum, recordings[left] as Recording, recordings[right] as Recording);
    return sum;
  });
}

function unitsOf(recordings: readonly Recording[], place: number): number {
  const recording = recordings[place];
  if (recording === undefined) throw new RangeError(`There is no recording ${place} in this pass.`);
  return recording.units;
}

/** The centres were means rounded to float32: what that shifted is known exactly, and taken back in float64. */
function correctCentres(sums: Float64Array, left: Recording, right: Recording): void {
  const shiftsOf = ({ moments: { mean } }: Recording) => mean.map((middle) => middle - Math.fround(middle));
  const [shifts, otherShifts] = [shiftsOf(left), shiftsOf(right)];
  for (let row = 0; row < left.units; row++) {
    const shift = left.samples * (shifts[row] as number);
    for (let column = 0; column < right.units; column++) {
      const index = row * right.units + column;
      sums[index] = (sums[index] as number) - shift * (otherShifts[column] as number);
    }
  }
}
