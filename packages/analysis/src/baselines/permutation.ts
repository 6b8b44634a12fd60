import type { Backend } from '../backends/backend.js';
import type { Baseline, Recording } from '../derivations/values.js';
import { matchingsOfValues } from '../matchings/matchings.js';
import { correlationFromComoments } from '../measures/correlation.js';
import { RecordingReader } from '../recordings/readRecording.js';
import { BLOCK_SAMPLES } from '../statistics/comoments.js';
import type { Store } from '../storage/store.js';
import { Draws } from './draws.js';
import { RandomSource } from './randomSource.js';

/** A right side up to this size is held in memory and permuted as a whole; a larger one in chunks of this size. */
const CHUNK_BYTES = 256 * 2 ** 20;
/** Permuted copies of a block are multiplied together while they fit in this. */
const STACK_BYTES = 32 * 2 ** 20;

/**
 * The matchings when the right side's stimuli are shuffled, `repeats` times. Whole stimuli change places: positions of
 * one image depend on each other, so they are no separate draws, and what units share by position alone (borders,
 * padding) stays in the baseline where it belongs.
 *
 * Larger recordings are shuffled chunk with chunk and within chunks. Those permutations form a group, so the test stays exact.
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
  const { positions, stimuli } = right;
  const chunkStimuli = Math.min(stimuli, Math.max(1, Math.floor(CHUNK_BYTES / (4 * right.units * positions))));
  const orders = Array.from({ length: repeats }, (_, repeat) =>
    shuffledStimuli(stimuli, chunkStimuli, new RandomSource(seed, repeat, 1)),
  );
  const entries = left.units * right.units;
  const sums = orders.map(() => new Float64Array(entries));
  const leftReader = new RecordingReader(left, store);
  const rightReader = new RecordingReader(right, store);
  const step = Math.max(1, Math.floor(BLOCK_SAMPLES / positions));
  const stacked = Math.max(1, Math.min(repeats, Math.floor(STACK_BYTES / (4 * right.units * step * positions))));
  // With several chunks, each repeat meets another one.
  const together = chunkStimuli === stimuli ? stacked : 1;
  const leftCentre = Float32Array.from(left.moments.mean);
  const centres = repeated(Float32Array.from(right.moments.mean), together);
  let chunk: { readonly first: number; readonly values: Float32Array; readonly samples: number } | undefined;

  for (let start = 0; start < stimuli; start += chunkStimuli) {
    const end = Math.min(stimuli, start + chunkStimuli);
    for (let repeat = 0; repeat < repeats; repeat += together) {
      const group = Math.min(together, repeats - repeat);
      const source = Math.floor((orders[repeat]?.[start] as number) / chunkStimuli) * chunkStimuli;
      if (chunk?.first !== source) {
        const samples = Math.min(chunkStimuli, stimuli - source) * positions;
        chunk = { first: source, samples, values: await rightReader.samples(source * positions, samples) };
      }
      for (let first = start; first < end; first += step) {
        const taken = Math.min(step, end - first);
        const samples = taken * positions;
        const y = new Float32Array(group * right.units * samples);
        for (let member = 0; member < group; member++) {
          const order = (orders[repeat + member] as Int32Array).subarray(first, first + taken);
          gather(y, member * right.units * samples, chunk.values, right.units, chunk.samples, chunk.first, order, positions);
        }
        const products = await backend.crossProducts(
          { units: left.units, samples, values: await leftReader.samples(first * positions, samples), centre: leftCentre },
          { units: group * right.units, samples, values: y, centre: centres.subarray(0, group * right.units) },
        );
        scatter(products, sums, repeat, group, left.units, right.units);
        await report((0.97 * (start + ((repeat + ((first - start + taken) / (end - start)) * group) / repeats) * (end - start))) / stimuli);
      }
    }
  }
  const draws = new Draws(repeats, left.units);
  for (const [repeat, comoments] of sums.entries()) {
    const values = correlationFromComoments(comoments, left.moments, right.moments);
    draws.add(
      repeat,
      matchingsOfValues({
        rows: left.units,
        columns: right.units,
        samples: left.samples,
        values,
        leftConditions: left.conditions,
        rightConditions: right.conditions,
      }),
    );
    await report(0.97 + (0.03 * (repeat + 1)) / repeats);
  }
  return draws.finish();
}

/** For each place, the stimulus that comes there: chunks of equal size change places, then stimuli within each. */
export function shuffledStimuli(stimuli: number, chunkStimuli: number, random: RandomSource): Int32Array {
  const whole = Math.floor(stimuli / chunkStimuli);
  const chunks = random.shuffle(Int32Array.from({ length: whole }, (_, index) => index));
  const order = new Int32Array(stimuli);
  for (let start = 0, index = 0; start < stimuli; start += chunkStimuli, index++) {
    const count = Math.min(chunkStimuli, stimuli - start);
    const source = (chunks[index] ?? index) * chunkStimuli;
    order.set(random.shuffle(Int32Array.from({ length: count }, (_, place) => source + place)), start);
  }
  return order;
}

/** Copies the stimuli of `order` out of a chunk (units x chunkSamples) into a block (units x order's samples). */
function gather(
  block: Float32Array,
  offset: number,
  chunk: Float32Array,
  units: number,
  chunkSamples: number,
  firstStimulus: number,
  order: Int32Array,
  positions: number,
): void {
  let to = offset;
  for (let unit = 0; unit < units; unit++) {
    const row = unit * chunkSamples;
    for (let place = 0; place < order.length; place++) {
      const from = row + ((order[place] as number) - firstStimulus) * positions;
      for (let position = 0; position < positions; position++) block[to++] = chunk[from + position] as number;
    }
  }
}

/** Adds products (left x (group·right)) to each repeat's sums (left x right). */
function scatter(
  products: Float32Array,
  sums: readonly Float64Array[],
  firstRepeat: number,
  group: number,
  rows: number,
  columns: number,
): void {
  for (let member = 0; member < group; member++) {
    const target = sums[firstRepeat + member] as Float64Array;
    for (let row = 0; row < rows; row++) {
      const from = (row * group + member) * columns;
      for (let column = 0; column < columns; column++) {
        const index = row * columns + column;
        target[index] = (target[index] as number) + (products[from + column] as number);
      }
    }
  }
}

function repeated(values: Float32Array, times: number): Float32Array {
  const all = new Float32Array(values.length * times);
  for (let time = 0; time < times; time++) all.set(values, time * values.length);
  return all;
}
