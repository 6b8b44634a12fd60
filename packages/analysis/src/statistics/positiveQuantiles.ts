import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import { borrowMemory, returnMemory } from '../threads/borrowedMemory.js';
import { readAhead } from '../threads/readAhead.js';
import { sharedArray } from '../threads/sharedArrays.js';
import { type Range, rangesOf } from '../threads/task.js';
import { threads } from '../threads/threads.js';
import { bitsOf, countDigits, gatherWanted, type Passing, sortGathered } from './quantilePasses.js';
import { FIRST_DIGITS, Selection } from './selection.js';

/** Units that are counted at once, at about 130 KB each: what bounds the memory. */
const UNITS_AT_ONCE = 1024;

/** Samples of one block, at most, and values that bound it in wide layers: 16 MB, of which two are there at a time. */
const MOST_SAMPLES = 8192;
const BLOCK_VALUES = 2 ** 22;

/** Values of all units at once, at most, that are kept to be sorted: 128 MB. */
const MOST_GATHERED = 2 ** 25;

/** Values of a block that pay a second thread. */
const WORTH_SHARING = 2 ** 19;

export interface PositiveQuantiles {
  /** Samples above the floor, one entry per unit. */
  readonly positive: Float64Array;
  /** units x shares: in the unit's own scale, ascending as the shares are; NaN where a unit has no sample above the floor. */
  readonly quantiles: Float64Array;
}

/**
 * Quantiles of each unit's values above a floor, interpolated linearly, equal to NumPy's to the last bit. Exact for
 * recordings of any size, in two passes for every 1024 units: the first counts the upper halves of values, the second takes those
 * out that share theirs with an order statistic, a few percent, and sorts them. Where even those are too many to be kept, two
 * passes count the rest of their bits.
 * @param floor at least 0, a value of float32
 * @param shares 0..1, ascending
 * @param mostGathered values that may be kept to be sorted
 */
export async function positiveQuantiles(
  recording: Recording,
  store: Store,
  { floor, shares }: { readonly floor: number; readonly shares: readonly number[] },
  report: (fraction: number) => Promise<void>,
  mostGathered = MOST_GATHERED,
): Promise<PositiveQuantiles> {
  const positive = new Float64Array(recording.units);
  const quantiles = new Float64Array(recording.units * shares.length);
  for (let first = 0; first < recording.units; first += UNITS_AT_ONCE) {
    const end = Math.min(first + UNITS_AT_ONCE, recording.units);
    const units = { first, end };
    const told = (fraction: number) => report((first + (end - first) * fraction) / recording.units);
    const selection = new Selection(end - first, shares, bitsOf(floor));
    await countFirst(recording, store, units, selection, (done) => told(done / 3));
    if (selection.candidates <= mostGathered)
      await sortCandidates(recording, store, units, selection, (done) => told((1 + 2 * done) / 3));
    else await countRest(recording, store, units, selection, (done) => told((1 + 2 * done) / 3));
    positive.set(selection.positive, first);
    quantiles.set(selection.quantiles(), first * shares.length);
  }
  return { positive, quantiles };
}

/** Settles the first digit of all order statistics. */
async function countFirst(
  recording: Recording,
  store: Store,
  units: Range,
  selection: Selection,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  const blocks = blockBytes(recording);
  const counted = FIRST_DIGITS * (units.end - units.first);
  const memory = borrowMemory(2 * blocks + 4 * counted);
  const counts = new Uint32Array(memory.buffer, 2 * blocks, counted).fill(0);
  const passing = { memory, floor: selection.floor, at: 2 * blocks };
  await pass(recording, store, units, passing, countDigits, report);
  selection.settleFirst(counts, recording.moments.maximum.subarray(units.first, units.end));
  returnMemory(memory);
}

/** Settles the rest by sorting the values that share their first digit with an order statistic. */
async function sortCandidates(
  recording: Recording,
  store: Store,
  units: Range,
  selection: Selection,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  const blocks = blockBytes(recording);
  const count = units.end - units.first;
  const wanted = count * FIRST_DIGITS;
  const memory = borrowMemory(2 * blocks + wanted + 4 * (selection.candidates + count));
  selection.markWanted(new Uint8Array(memory.buffer, 2 * blocks, wanted));
  // Where each unit's next value belongs: its own begin behind the last one's, and one entry more.
  const cursors = sharedArray(Int32Array, count);
  let next = 2 * blocks + wanted;
  const starts = selection.candidatesOf.map((own, unit) => {
    const start = next;
    cursors[unit] = start;
    next += 4 * (own + 1);
    return start;
  });
  const passing = { memory, floor: selection.floor, at: 2 * blocks, cursors };
  await pass(recording, store, units, passing, gatherWanted, report);
  const spans = Array.from(starts, (start, unit) => ({ start, count: selection.candidatesOf[unit] as number }));
  const parts = rangesOf(count, selection.candidates < WORTH_SHARING ? 1 : 4 * threads.count);
  await threads.run(sortGathered, { memory, spans }, parts);
  selection.settleBy((unit) => {
    const { start, count: own } = spans[unit] as (typeof spans)[number];
    return new Int32Array(memory.buffer, start, own);
  });
  returnMemory(memory);
}

/** Settles the rest by counting: in two passes that keep no values. */
async function countRest(
  recording: Recording,
  store: Store,
  { first, end }: Range,
  selection: Selection,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  for (const level of [1, 2] as const) {
    const reader = new RecordingReader(recording, store);
    const step = blockSamples(recording);
    const buffer = new Float32Array(recording.units * step);
    for (let sample = 0; sample < recording.samples; sample += step) {
      const samples = Math.min(step, recording.samples - sample);
      const block = await reader.samples(sample, samples, buffer);
      selection.count(block.subarray(first * samples, end * samples), samples, level);
      await report((level - 1 + (sample + samples) / recording.samples) / 2);
    }
    selection.settle(level);
  }
}

function blockSamples({ units, samples }: Recording): number {
  return Math.min(samples, MOST_SAMPLES, Math.max(1, Math.floor(BLOCK_VALUES / units)));
}

function blockBytes(recording: Recording): number {
  return 4 * recording.units * blockSamples(recording);
}

/** Has a task done for all blocks of a recording, each read into the passing's memory while the one before it is worked on. */
async function pass(
  recording: Recording,
  store: Store,
  units: Range,
  passing: Omit<Passing, 'values' | 'samples'>,
  task: typeof countDigits,
  report: (fraction: number) => Promise<void>,
): Promise<void> {
  const { buffer } = passing.memory;
  const reader = new RecordingReader(recording, store);
  const bytes = blockBytes(recording);
  const step = blockSamples(recording);
  await readAhead(
    Math.ceil(recording.samples / step),
    async (index) => {
      const first = index * step;
      const samples = Math.min(step, recording.samples - first);
      const values = (index % 2) * bytes;
      await reader.samples(first, samples, new Float32Array(buffer, values, bytes / 4));
      return { samples, values: values + 4 * units.first * samples };
    },
    async ({ samples, values }, index) => {
      const count = units.end - units.first;
      const parts = count * samples < WORTH_SHARING ? 1 : 2 * threads.count;
      await threads.run(task, { ...passing, values, samples }, rangesOf(count, parts));
      await report(Math.min(1, ((index + 1) * step) / recording.samples));
    },
  );
}
