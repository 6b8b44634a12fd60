import type { Range } from '../threads/task.js';
import type { CountingKernel } from './countingKernel.js';
import { GROUP, PARTS, ROW_BYTES } from './countingLayout.js';

/** Bytes that the lists of one unit take at most, over a strip of so many samples: those of all codes, each filled up. */
export function listBytes(strip: number, depth: number): number {
  return 2 * Math.ceil((strip + GROUP * (depth + 1)) / GROUP) * GROUP;
}

/** Bytes of the counters that `listUnit` needs. */
export function counterBytes(depth: number): number {
  return 4 * PARTS * (depth + 1);
}

/** Where things are in the kernel's memory, in bytes. */
export interface ListPlaces {
  /** Codes of the unit's first sample of the strip. */
  readonly codes: number;
  /** `counterBytes`. */
  readonly counters: number;
  /** Here lists begin. */
  readonly lists: number;
  /** For each code from 1 on, the address of its list, and of its end. */
  readonly spans: number;
}

/**
 * Lists, for each code of a unit from 1 on, its samples: as the distances of their rows of bits from the strip's first. Lists are
 * filled up to whole groups with the distance of row `zeros`. Code 0 is listed, too, behind the rest: a branch would be guessed wrong
 * half of the time.
 */
export function listUnit(
  kernel: CountingKernel,
  buffer: SharedArrayBuffer,
  depth: number,
  { first, end }: Range,
  zeros: number,
  at: ListPlaces,
): void {
  const count = end - first;
  const part = Math.floor(count / PARTS);
  const width = depth + 1;
  const counters = new Int32Array(buffer, at.counters, PARTS * width);
  const spans = new Int32Array(buffer, at.spans, 2 * depth);
  const lists = new Uint16Array(buffer);
  const rest = new Uint8Array(buffer, at.codes + PARTS * part, count - PARTS * part);
  counters.fill(0);
  if (part > 0) kernel.tally(at.codes, part, at.counters, 4 * width);
  // What is left over belongs to the last part.
  const last = (PARTS - 1) * width;
  for (const code of rest) counters[last + code] = (counters[last + code] as number) + 1;
  let used = at.lists;
  for (let turn = 1; turn <= width; turn++) {
    const code = turn % width;
    const begin = used;
    for (let index = code; index < counters.length; index += width) {
      const places = 2 * (counters[index] as number);
      counters[index] = used;
      used += places;
    }
    if (code === 0) break;
    const filled = begin + Math.ceil((used - begin) / (2 * GROUP)) * 2 * GROUP;
    lists.fill(ROW_BYTES * zeros, used / 2, filled / 2);
    used = filled;
    spans[2 * (code - 1)] = begin;
    spans[2 * (code - 1) + 1] = used;
  }
  if (part > 0) kernel.place(at.codes, part, at.counters, 4 * width);
  rest.forEach((code, index) => {
    const place = counters[last + code] as number;
    counters[last + code] = place + 2;
    lists[place / 2] = ROW_BYTES * (PARTS * part + index);
  });
}
