import type { Backend } from '../backends/backend.js';
import type { Baseline, Recording } from '../derivations/values.js';
import { matchingsOfValues } from '../matchings/matchings.js';
import { correlationFromComoments } from '../measures/correlation.js';
import { RecordingReader } from '../recordings/readRecording.js';
import { BLOCK_SAMPLES } from '../statistics/comoments.js';
import type { Store } from '../storage/store.js';
import { Draws } from './draws.js';
import { RandomSource } from './randomSource.js';
import { copyShifted, drawShifts, type Shift, shuffledChunk } from './shuffle.js';

/** A side up to this size is held in memory and shuffled as a whole; a larger one in chunks of this size. */
const CHUNK_BYTES = 256 * 2 ** 20;
/** Shifted copies of a block are multiplied together while they fit in this: few large products are faster than many small. */
const STACK_BYTES = 8 * 2 ** 20;

/**
 * The matchings when the right side's stimuli change places, `repeats` times. Whole stimuli move: positions of one image
 * depend on each other, so they are no separate draws, and what units share by position alone (borders, padding) stays
 * in the baseline where it belongs.
 *
 * Both sides are put into the same random order once, and the right one is then shifted round by a different distance in each
 * repeat. Those rearrangements are a group that holds the identity, so the test is exact; and shifting is copying rows,
 * where free permutations would gather every sample again in every repeat.
 */
export async function permutationBaseline(
  left: Recording,
  right: Recording,
  repeats: number,
  seed: number,
  store: Store,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<Baseline> {
  const sums = await shuffledComoments(left, right, repeats, seed, store, backend, (fraction) =>
    report(0.95 * fraction),
  );
  const draws = new Draws(repeats, left.units);
  for (const [repeat, comoments] of sums.entries()) {
    draws.add(repeat, matchingsOfValues(correlationOfDraw(comoments, left, right)));
    await report(0.95 + (0.05 * (repeat + 1)) / repeats);
  }
  return draws.finish();
}

/** The co-moments of each repeat, left x right: see `permutationBaseline`. */
export async function shuffledComoments(
  left: Recording,
  right: Recording,
  repeats: number,
  seed: number,
  store: Store,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<Float64Array[]> {
  const { positions, stimuli } = right;
  const widest = Math.max(left.units, right.units) * positions * 4;
  const chunkStimuli = Math.min(stimuli, Math.max(1, Math.floor(CHUNK_BYTES / widest)));
  const chunks = Math.ceil(stimuli / chunkStimuli);
  const shifts = drawShifts(repeats, stimuli, chunkStimuli, new RandomSource(seed, 1));
  const sums = shifts.map(() => new Float64Array(left.units * right.units));
  const readers = [new RecordingReader(left, store), new RecordingReader(right, store)] as const;
  const step = Math.max(1, Math.floor(BLOCK_SAMPLES / positions)) * positions;
  // With several chunks each repeat meets another one, and one is in memory at a time.
  const together = chunks > 1 ? 1 : Math.max(1, Math.floor(STACK_BYTES / (4 * right.units * step)));
  const leftCentre = Float32Array.from(left.moments.mean);
  const rightCentre = repeated(Float32Array.from(right.moments.mean), Math.min(together, repeats));
  const leftBlock = new Float32Array(left.units * step);
  const rightBlock = new Float32Array(right.units * step * Math.min(together, repeats));

  for (let index = 0; index < chunks; index++) {
    const x = await shuffledChunk(readers[0], index, chunkStimuli, seed);
    let y = chunks === 1 ? await shuffledChunk(readers[1], 0, chunkStimuli, seed) : undefined;
    for (let repeat = 0; repeat < repeats; repeat += together) {
      const group = shifts.slice(repeat, repeat + together);
      const source = (group[0] as Shift).chunkOf(index);
      if (y?.index !== source) y = await shuffledChunk(readers[1], source, chunkStimuli, seed);
      for (let first = 0; first < x.samples; first += step) {
        const samples = Math.min(step, x.samples - first);
        copyShifted(leftBlock, 0, x, first, samples, 0);
        group.forEach((shift, member) => {
          copyShifted(
            rightBlock,
            member * right.units * samples,
            y as typeof x,
            first,
            samples,
            shift.stimuli * positions,
          );
        });
        const products = await backend.crossProducts(
          { units: left.units, samples, values: leftBlock.subarray(0, left.units * samples), centre: leftCentre },
          {
            units: group.length * right.units,
            samples,
            values: rightBlock.subarray(0, group.length * right.units * samples),
            centre: rightCentre.subarray(0, group.length * right.units),
          },
        );
        addProducts(products, sums.slice(repeat, repeat + group.length), left.units, right.units);
        const done = (index + (repeat + (group.length * (first + samples)) / x.samples) / repeats) / chunks;
        await report(done);
      }
    }
  }
  return sums;
}

/** Moving stimuli changes no unit's mean or deviation. */
function correlationOfDraw(comoments: Float64Array, left: Recording, right: Recording) {
  return {
    rows: left.units,
    columns: right.units,
    samples: left.samples,
    values: correlationFromComoments(comoments, left.moments, right.moments),
    leftConditions: left.conditions,
    rightConditions: right.conditions,
  };
}

/** Adds products (left x (members·right)) to each member's sums (left x right). */
function addProducts(products: Float32Array, sums: readonly Float64Array[], rows: number, columns: number): void {
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
