import type { Backend } from '../backends/backend.js';
import { multiplyInTiles } from '../backends/tiles.js';
import type { Recording } from '../derivations/values.js';
import { Refusal } from '../errors.js';
import type { Store } from '../storage/store.js';
import { readAhead } from '../threads/readAhead.js';
import { correctCentres } from './centres.js';
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

/** Blocks that are whole shards may be so many times as long as the device's: they are multiplied as they were read. */
const LONGER = 4;

/**
 * Where a pass's blocks end. Where the shards of all recordings end at the same samples, as those of layers of equal size do, and are
 * not too long, blocks are shards; else of the device's length.
 */
export function blockEndsOf(recordings: readonly Recording[], precise: boolean, backend: Backend): readonly number[] {
  const samples = recordings[0]?.samples ?? 0;
  const own = recordings.some(({ units }) => units > MANY_UNITS)
    ? BLOCK_SAMPLES
    : (backend.blockSamples ?? BLOCK_SAMPLES);
  const shardEnds = recordings.map(({ shards, positions }) =>
    shards.map(({ firstStimulus, stimuli }) => (firstStimulus + stimuli) * positions),
  );
  const [ends = []] = shardEnds;
  const isShort = recordings.every(({ shards }) => shards.every((shard) => shard.samples <= LONGER * own));
  const isAligned = shardEnds.every((each) => each.length === ends.length && each.every((end, at) => end === ends[at]));
  if (!precise && isShort && isAligned) return ends;
  return Array.from({ length: Math.ceil(samples / own) }, (_, index) => Math.min(samples, (index + 1) * own));
}

/**
 * Co-moments of many pairs of recordings over the same samples, in one pass that reads each recording once: sums over samples of
 * (x - mean x)(y - mean y). The means are known from the recordings; units far from 0 are centred by them before they are multiplied
 * (see `centresOf`), since a float32 product of uncentred values loses the digits that matter. Blocks are added up in float64, and the
 * next one is read while the device multiplies.
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
  const precisely = (pair: RecordingPair): boolean => pair.precise && backend.preciseCrossProducts !== undefined;
  const ends = blockEndsOf(recordings, pairs.some(precisely), backend);
  const longest = ends.reduce((most, end, index) => Math.max(most, end - (ends[index - 1] ?? 0)), 0);
  const sides = recordings.map((recording, place) => {
    const isQuick = pairs.some((pair) => (pair.left === place || pair.right === place) && !precisely(pair));
    return new PassSide(recording, store, longest, isQuick);
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
    const first = ends[index - 1] ?? 0;
    const count = (ends[index] as number) - first;
    const found = await Promise.allSettled(
      sides.map((side, place) => {
        const isNeeded = pairs.some(({ left, right }, pair) => (left === place || right === place) && isWanted(pair));
        return isNeeded ? side.block(index, first, count) : undefined;
      }),
    );
    const blocks = found.map((each, place) => {
      if (each.status === 'fulfilled') return each.value;
      // A recording that cannot be read is the trouble of its own pairs alone.
      if (!(each.reason instanceof Refusal)) throw each.reason;
      failures.set(place, each.reason);
      return undefined;
    });
    return { blocks, end: first + count };
  };
  const work = async ({ blocks, end }: { blocks: readonly (SideBlocks | undefined)[]; end: number }) => {
    for (const [index, pair] of pairs.entries()) {
      const [x, y] = [blocks[pair.left], blocks[pair.right]];
      if (!isWanted(index) || x === undefined || y === undefined) continue;
      const products = precisely(pair)
        ? await multiplyInTiles(backend, 'preciseCrossProducts', x.raw, y.raw)
        : await multiplyInTiles(backend, 'crossProducts', x.centred, y.centred);
      const sum = sums[index];
      // Meanwhile the next block may have turned out to be unreadable, or nobody may want the pair any more.
      if (sum === undefined) continue;
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (products[at] as number);
    }
    await watch.report(end / samples);
  };
  try {
    await readAhead(ends.length, read, work);
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
