import { borrowMemory, returnMemory } from '../threads/borrowedMemory.js';
import { isShared, sharedArray, toShared } from '../threads/sharedArrays.js';
import { type Range, rangesOf, taskOf } from '../threads/task.js';
import { threads } from '../threads/threads.js';
import type { SharedMemory } from '../webAssembly/assembler.js';
import type { CodeBlock } from './backend.js';
import { counterBytes, listBytes, listUnit } from './codeLists.js';
import { openCountingKernel } from './countingKernel.js';
import { COLUMNS, DIGIT_BYTES, DIGITS, ROW_BYTES } from './countingLayout.js';

/** Samples at a time: their rows of bits, 32 KB, stay in a core's first cache while all of the left's units pass. */
const STRIP = 2048;

/** Samples between two additions to the sums. */
const PERIOD = 2 ** DIGITS - STRIP;

/** Meetings of units on samples that pay a second thread. */
const WORTH_SHARING = 2 ** 23;

interface Side {
  readonly units: number;
  readonly depth: number;
  /** Address of the codes, units x samples. */
  readonly codes: number;
}

/** What the threads that count share; all but counts are addresses of `memory`. */
interface Counting {
  readonly left: Side;
  readonly right: Side;
  readonly samples: number;
  /** Those that are counted now. */
  readonly period: Range;
  readonly memory: SharedMemory;
  /** Rows x columns, each row filled up to whole groups of columns. */
  readonly sums: number;
  readonly spans: number;
  readonly lists: number;
  /** What each of them has of its own: `laneBytes`. */
  readonly lanes: number;
  /** Index of the next strip or group of columns that nobody works on yet. */
  readonly next: Int32Array;
}

/**
 * Adds to `sums` how often the codes of the left's units meet those of the right's: (left.units * left.depth) x (right.units *
 * right.depth), row-major. One-hot codes are zeros but for a few percent, so they are not multiplied: for each code of the left, the
 * right's one-hot codes of the samples that have it are added up, as bits, 128 columns at a time. No sample is looked at where
 * the left's unit is silent. Units are listed, then groups of columns counted, by as many threads as there are.
 */
export async function addCodeCounts(left: CodeBlock, right: CodeBlock, sums: Int32Array): Promise<void> {
  const rows = left.units * left.depth;
  const width = right.units * right.depth;
  const padded = paddedWidth(right);
  const { samples } = left;
  const lanes = left.units * right.units * samples < WORTH_SHARING ? 1 : threads.count;
  const strips = Math.ceil(Math.min(PERIOD, samples) / STRIP);
  let used = 0;
  const take = (bytes: number) => {
    used += Math.ceil(bytes / 64) * 64;
    return used - Math.ceil(bytes / 64) * 64;
  };
  const x = { ...sizeOf(left), codes: take(left.units * samples) };
  const y = { ...sizeOf(right), codes: right === left ? x.codes : take(right.units * samples) };
  const places = {
    sums: take(4 * rows * padded),
    spans: take(8 * strips * rows),
    lists: take(strips * left.units * listBytes(STRIP, left.depth)),
    lanes: take(lanes * laneBytes(left, right)),
  };
  const memory = borrowMemory(used);
  new Uint8Array(memory.buffer, x.codes, left.units * samples).set(left.codes);
  if (right !== left) new Uint8Array(memory.buffer, y.codes, right.units * samples).set(right.codes);
  new Int32Array(memory.buffer, places.sums, rows * padded).fill(0);
  for (let first = 0; first < samples; first += PERIOD) {
    const period = { first, end: Math.min(first + PERIOD, samples) };
    const counting = { left: x, right: y, samples, period, memory, ...places };
    const all = [...new Array<number>(lanes).keys()];
    await threads.run(listUnits, { ...counting, next: sharedArray(Int32Array, 1) }, all);
    await threads.run(countGroups, { ...counting, next: sharedArray(Int32Array, 1) }, all);
  }
  const adding = { sums: toShared(sums), width, memory, from: places.sums, padded };
  await threads.run(addSums, adding, rangesOf(rows, lanes));
  if (!isShared(sums)) sums.set(adding.sums);
  returnMemory(memory);
}

function sizeOf({ units, depth }: CodeBlock) {
  return { units, depth };
}

function paddedWidth({ units, depth }: Pick<Side, 'units' | 'depth'>): number {
  return Math.ceil((units * depth) / COLUMNS) * COLUMNS;
}

/** Units whose codes have a column in one group, at most. */
function unitsInGroup({ units, depth }: Pick<Side, 'units' | 'depth'>): number {
  return Math.min(units, Math.ceil((COLUMNS - 1) / depth) + 1);
}

/** Rows of bits, the last of zeros; counts of all rows; masks. */
function laneBytes(left: Pick<Side, 'units' | 'depth'>, right: Pick<Side, 'units' | 'depth'>): number {
  const masks = ROW_BYTES * unitsInGroup(right) * (right.depth + 1);
  const bytes = ROW_BYTES * (STRIP + 4) + DIGIT_BYTES * left.units * left.depth + masks;
  // Whoever counts has no counters of codes any more.
  return Math.ceil(Math.max(bytes, counterBytes(left.depth)) / 64) * 64;
}

function stripsOf({ first, end }: Range): Range[] {
  return Array.from({ length: Math.ceil((end - first) / STRIP) }, (_, strip) => ({
    first: first + strip * STRIP,
    end: Math.min(first + (strip + 1) * STRIP, end),
  }));
}

/** Lists the samples of each code of the left's units, strip by strip until none is left. */
export const listUnits = taskOf(import.meta.url, 'listUnits', (counting: Counting, lane: number) => {
  const { left, right, samples, period, memory, next } = counting;
  const kernel = openCountingKernel(memory);
  const counters = counting.lanes + lane * laneBytes(left, right);
  const strips = stripsOf(period);
  for (;;) {
    const index = Atomics.add(next, 0, 1);
    const strip = strips[index];
    if (strip === undefined) return;
    for (let unit = 0; unit < left.units; unit++) {
      listUnit(kernel, memory.buffer, left.depth, strip, STRIP, {
        codes: left.codes + unit * samples + strip.first,
        counters,
        lists: counting.lists + (index * left.units + unit) * listBytes(STRIP, left.depth),
        spans: counting.spans + 8 * (index * left.units + unit) * left.depth,
      });
    }
  }
});

/** Counts groups of columns until none is left. */
export const countGroups = taskOf(import.meta.url, 'countGroups', (counting: Counting, lane: number) => {
  const { left, right, samples, memory, next } = counting;
  const rows = left.units * left.depth;
  const padded = paddedWidth(right);
  const strips = stripsOf(counting.period);
  const kernel = openCountingKernel(memory);
  const bits = counting.lanes + lane * laneBytes(left, right);
  const digits = bits + ROW_BYTES * (STRIP + 4);
  const masks = digits + DIGIT_BYTES * rows;
  const maskStride = ROW_BYTES * (right.depth + 1);
  const clear = (from: number, bytes: number) => new Uint8Array(memory.buffer, from, bytes).fill(0);
  clear(bits + ROW_BYTES * STRIP, ROW_BYTES);
  for (;;) {
    const column = COLUMNS * Atomics.add(next, 0, 1);
    if (column >= padded) return;
    const units = writeMasks(right, column, new Uint8Array(memory.buffer, masks, maskStride * unitsInGroup(right)));
    clear(digits, DIGIT_BYTES * rows);
    strips.forEach(({ first, end }, index) => {
      const codes = right.codes + units.first * samples + first;
      const masksEnd = masks + maskStride * (units.end - units.first);
      kernel.writeBits(codes, samples, masks, masksEnd, maskStride, bits, bits + ROW_BYTES * (end - first));
      const spans = counting.spans + 8 * index * rows;
      kernel.addLists(spans, spans + 8 * rows, bits, digits);
    });
    for (let row = 0; row < rows; row++)
      kernel.spread(digits + DIGIT_BYTES * row, counting.sums + 4 * (row * padded + column));
  }
});

/**
 * Writes for each code of each unit with a column in the group the row of bits that it alone gives: none for code 0 and for columns of
 * other groups. @returns the units
 */
function writeMasks({ units, depth }: Side, column: number, masks: Uint8Array): Range {
  const first = Math.floor(column / depth);
  const end = Math.min(units, Math.ceil((column + COLUMNS) / depth));
  masks.fill(0);
  for (let unit = first; unit < end; unit++) {
    for (let code = 1; code <= depth; code++) {
      const at = unit * depth + code - 1 - column;
      if (at < 0 || at >= COLUMNS) continue;
      const mask = ROW_BYTES * ((unit - first) * (depth + 1) + code);
      masks[mask + (at % ROW_BYTES)] = 1 << Math.floor(at / ROW_BYTES);
    }
  }
  return { first, end };
}

interface Adding {
  readonly sums: Int32Array;
  readonly width: number;
  readonly memory: SharedMemory;
  /** Address of counts whose rows are filled up to `padded`. */
  readonly from: number;
  readonly padded: number;
}

/** Adds some rows of counts to the sums. */
export const addSums = taskOf(import.meta.url, 'addSums', (adding: Adding, { first, end }: Range) => {
  const { sums, width, memory, padded } = adding;
  for (let row = first; row < end; row++) {
    const counts = new Int32Array(memory.buffer, adding.from + 4 * row * padded, width);
    const own = sums.subarray(row * width, (row + 1) * width);
    for (let column = 0; column < width; column++) own[column] = (own[column] as number) + (counts[column] as number);
  }
});
