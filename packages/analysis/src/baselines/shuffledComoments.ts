import type { Backend } from '../backends/backend.js';
import { multiplyInTiles } from '../backends/tiles.js';
import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import { BLOCK_SAMPLES } from '../statistics/comoments.js';
import type { Store } from '../storage/store.js';
import { drawRearrangements, type Rearrangements } from './rearrangements.js';
import { copyShifted, type Shift, shuffledChunk } from './shuffle.js';

/** Shifted copies of a block are multiplied together while they fit in this: few large products are faster than many small. */
const STACK_BYTES = 8 * 2 ** 20;
/** Sums of as many repeats are held at once as fit in this; further ones are passes of their own. */
const SUMS_BYTES = 256 * 2 ** 20;
/** Share of the work, for the progress, that is done with the sums. */
const TAKING = 0.3;

/** How the right side's stimuli are rearranged, and what is done with what comes of it. */
export interface Shuffling {
  readonly repeats: number;
  readonly seed: number;
  /** Whether products are made in float64 where the device can: for measures that whiten. */
  readonly precise?: boolean;
  /** For tests. */
  readonly sumsBytes?: number;
  /** Is given the co-moments of each repeat, left x right, which it may keep. */
  take(comoments: Float64Array, repeat: number, rearrangements: Rearrangements): Promise<void> | void;
}

/** The co-moments of each repeat of a permutation baseline: see `permutationBaseline`. */
export async function shuffledComoments(
  left: Recording,
  right: Recording,
  shuffling: Shuffling,
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  const { repeats, seed } = shuffling;
  const rearrangements = drawRearrangements(left, right, repeats, seed);
  const { shifts, chunks, chunkStimuli } = rearrangements;
  const { positions } = right;
  const precise = shuffling.precise && backend.preciseCrossProducts !== undefined;
  const readers = [new RecordingReader(left, store), new RecordingReader(right, store)] as const;
  const step = Math.max(1, Math.floor(BLOCK_SAMPLES / positions)) * positions;
  // With several chunks each repeat meets another one, and one is in memory at a time.
  const together = chunks > 1 ? 1 : Math.max(1, Math.floor(STACK_BYTES / (4 * right.units * step)));
  const held = Math.max(1, Math.floor((shuffling.sumsBytes ?? SUMS_BYTES) / (8 * left.units * right.units)));
  const leftCentre = Float32Array.from(left.moments.mean);
  const rightCentre = repeated(Float32Array.from(right.moments.mean), Math.min(together, repeats));
  const leftBlock = new Float32Array(left.units * step);
  const rightBlock = new Float32Array(right.units * step * Math.min(together, repeats));

  const addBatch = async (first: number, sums: readonly Float64Array[]): Promise<void> => {
    for (let index = 0; index < chunks; index++) {
      const x = await shuffledChunk(readers[0], index, chunkStimuli, seed);
      let y = chunks === 1 ? await shuffledChunk(readers[1], 0, chunkStimuli, seed) : undefined;
      for (let place = 0; place < sums.length; place += together) {
        const targets = sums.slice(place, place + together);
        const group = shifts.slice(first + place, first + place + targets.length);
        const source = (group[0] as Shift).chunkOf(index);
        if (y?.index !== source) y = await shuffledChunk(readers[1], source, chunkStimuli, seed);
        for (let from = 0; from < x.samples; from += step) {
          const samples = Math.min(step, x.samples - from);
          copyShifted(leftBlock, 0, x, from, samples, 0);
          for (const [member, shift] of group.entries()) {
            copyShifted(rightBlock, member * right.units * samples, y, from, samples, shift.stimuli * positions);
          }
          const units = group.length * right.units;
          const products = await multiplyInTiles(
            backend,
            precise ? 'preciseCrossProducts' : 'crossProducts',
            { units: left.units, samples, values: leftBlock.subarray(0, left.units * samples), centre: leftCentre },
            {
              units,
              samples,
              values: rightBlock.subarray(0, units * samples),
              centre: rightCentre.subarray(0, units),
            },
          );
          addProducts(products, targets, left.units, right.units);
          const ofChunk = (place + (group.length * (from + samples)) / x.samples) / sums.length;
          await report((first + ((1 - TAKING) * sums.length * (index + ofChunk)) / chunks) / repeats);
        }
      }
    }
  };

  for (let first = 0; first < repeats; first += held) {
    const size = Math.min(held, repeats - first);
    const sums = Array.from({ length: size }, () => new Float64Array(left.units * right.units));
    await addBatch(first, sums);
    for (const [place, comoments] of sums.entries()) {
      await shuffling.take(comoments, first + place, rearrangements);
      await report((first + (1 - TAKING) * size + TAKING * (place + 1)) / repeats);
    }
  }
}

/** Adds products (left x (members·right)) to each member's sums (left x right). */
function addProducts(
  products: Float32Array | Float64Array,
  sums: readonly Float64Array[],
  rows: number,
  columns: number,
): void {
  sums.forEach((target, member) => {
    for (let row = 0; row < rows; row++) {
      const from = (row * sums.length + member) * columns;
      const to = row * columns;
      for (let column = 0; column < columns; column++) {
        target[to + column] = (target[to + column] as number) + (products[from + column] as number);
      }
    }
  });
}

function repeated(values: Float32Array, times: number): Float32Array {
  const all = new Float32Array(values.length * times);
  for (let time = 0; time < times; time++) all.set(values, time * values.length);
  return all;
}
