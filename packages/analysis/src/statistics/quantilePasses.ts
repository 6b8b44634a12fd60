import { type Range, taskOf } from '../threads/task.js';
import type { SharedMemory } from '../webAssembly/assembler.js';
import { openQuantileKernel, SILENT } from './quantileKernel.js';
import { FIRST_DIGITS } from './selection.js';

/** A block of values on its way through a pass; addresses are of `memory`. */
export interface Passing {
  readonly memory: SharedMemory;
  /** Units x samples. */
  readonly values: number;
  readonly samples: number;
  /** Bits of the floor. */
  readonly floor: number;
  /** Of each unit, `FIRST_DIGITS` counts, or bytes that say which digits are wanted. */
  readonly at: number;
  /** Where each unit's next wanted value belongs. */
  readonly cursors?: Int32Array;
}

/** The bits of a float32. */
export function bitsOf(value: number): number {
  floats[0] = value;
  return bits[0] as number;
}

const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);

/** Counts the first digits of some units' values. */
export const countDigits = taskOf(
  import.meta.url,
  'countDigits',
  ({ memory, values, samples, floor, at }: Passing, { first, end }: Range): void => {
    const kernel = openQuantileKernel(memory);
    const whole = samples - (samples % SILENT);
    const all = new Int32Array(memory.buffer);
    for (let unit = first; unit < end; unit++) {
      const from = values + 4 * unit * samples;
      const counts = at + 4 * FIRST_DIGITS * unit;
      if (whole > 0) kernel.count(from, from + 4 * whole, counts, floor);
      for (let index = whole; index < samples; index++) {
        const value = all[from / 4 + index] as number;
        const digit = counts / 4 + (value > floor ? value >>> 16 : 0);
        all[digit] = (all[digit] as number) + 1;
      }
    }
  },
);

/** Takes out some units' values whose first digit is wanted. */
export const gatherWanted = taskOf(
  import.meta.url,
  'gatherWanted',
  ({ memory, values, samples, floor, at, cursors }: Passing, { first, end }: Range): void => {
    const kernel = openQuantileKernel(memory);
    const whole = samples - (samples % SILENT);
    const all = new Int32Array(memory.buffer);
    const bytes = new Uint8Array(memory.buffer);
    for (let unit = first; unit < end; unit++) {
      const from = values + 4 * unit * samples;
      const wanted = at + FIRST_DIGITS * unit;
      let cursor = cursors?.[unit] as number;
      if (whole > 0) cursor = kernel.gather(from, from + 4 * whole, wanted, floor, cursor);
      for (let index = whole; index < samples; index++) {
        const value = all[from / 4 + index] as number;
        if (value <= floor || bytes[wanted + (value >>> 16)] === 0) continue;
        all[cursor / 4] = value;
        cursor += 4;
      }
      if (cursors !== undefined) cursors[unit] = cursor;
    }
  },
);

interface Gathered {
  readonly memory: SharedMemory;
  /** Address of each unit's values, and how many they are. */
  readonly spans: readonly { readonly start: number; readonly count: number }[];
}

/** Sorts what was gathered of some units. Bits of positive values order as they do. */
export const sortGathered = taskOf(
  import.meta.url,
  'sortGathered',
  ({ memory, spans }: Gathered, { first, end }: Range): void => {
    for (const { start, count } of spans.slice(first, end)) {
      // A copy, since sorting in shared memory is slower.
      const values = new Int32Array(memory.buffer, start, count);
      values.set(Int32Array.from(values).sort());
    }
  },
);
