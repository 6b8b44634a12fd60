import type { CodeBlock } from './backend.js';

/** A run is counted in so many parts side by side: a count that waits for the one before it takes three times as long. */
export const PARTS = 4;

/** Entries that each part of a run of so many has; what is left over, at the end of the run, belongs to the last part. */
export function partOf(count: number): number {
  return Math.floor(count / PARTS);
}

/**
 * How often each code occurs in each part of a run of codes.
 * @param tallies PARTS x (depth + 1), overwritten
 */
export function tallyCodes(codes: Uint8Array, from: number, end: number, depth: number, tallies: Int32Array): void {
  const part = partOf(end - from);
  const [second, third, fourth] = [depth + 1, 2 * (depth + 1), 3 * (depth + 1)];
  tallies.fill(0);
  for (let index = from; index < from + part; index++) {
    const a = codes[index] as number;
    const b = second + (codes[index + part] as number);
    const c = third + (codes[index + 2 * part] as number);
    const d = fourth + (codes[index + 3 * part] as number);
    tallies[a] = (tallies[a] as number) + 1;
    tallies[b] = (tallies[b] as number) + 1;
    tallies[c] = (tallies[c] as number) + 1;
    tallies[d] = (tallies[d] as number) + 1;
  }
  for (let index = from + PARTS * part; index < end; index++) {
    const d = fourth + (codes[index] as number);
    tallies[d] = (tallies[d] as number) + 1;
  }
}

/**
 * Writes the place of each entry of a run, counted from its beginning, where its code's next one belongs.
 * @param next PARTS x (depth + 1): as `tallyCodes`, but places in `lists` instead of counts; each is moved on
 */
export function placeCodes(
  codes: Uint8Array,
  from: number,
  end: number,
  depth: number,
  next: Int32Array,
  lists: Uint16Array,
): void {
  const part = partOf(end - from);
  const [second, third, fourth] = [depth + 1, 2 * (depth + 1), 3 * (depth + 1)];
  for (let index = 0; index < part; index++) {
    const a = codes[from + index] as number;
    const b = second + (codes[from + index + part] as number);
    const c = third + (codes[from + index + 2 * part] as number);
    const d = fourth + (codes[from + index + 3 * part] as number);
    const inA = next[a] as number;
    const inB = next[b] as number;
    const inC = next[c] as number;
    const inD = next[d] as number;
    next[a] = inA + 1;
    next[b] = inB + 1;
    next[c] = inC + 1;
    next[d] = inD + 1;
    lists[inA] = index;
    lists[inB] = index + part;
    lists[inC] = index + 2 * part;
    lists[inD] = index + 3 * part;
  }
  for (let index = PARTS * part; index < end - from; index++) {
    const d = fourth + (codes[from + index] as number);
    const place = next[d] as number;
    next[d] = place + 1;
    lists[place] = index;
  }
}

/** Adds how often each code of each unit occurs. @param counts units x (depth + 1) */
export function addTallies({ units, samples, depth, codes }: CodeBlock, counts: Float64Array): void {
  const width = depth + 1;
  const tallies = new Int32Array(PARTS * width);
  for (let unit = 0; unit < units; unit++) {
    tallyCodes(codes, unit * samples, (unit + 1) * samples, depth, tallies);
    for (let index = 0; index < tallies.length; index++) {
      const own = unit * width + (index % width);
      counts[own] = (counts[own] as number) + (tallies[index] as number);
    }
  }
}
