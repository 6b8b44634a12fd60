/** How many values lie in one span; the upper edge belongs to the next, but for the last. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Values in so many bins of equal width from low to high; what lies beyond counts with the nearest. */
export function binned(values: readonly number[], low: number, high: number, count: number): Bin[] {
  const width = (high - low) / count;
  const counts = new Array<number>(count).fill(0);
  for (const value of values) {
    const bin = binOf(value, low, high, count);
    counts[bin] = counts[bin]! + 1;
  }
  return counts.map((number, bin) => ({ low: low + bin * width, high: low + (bin + 1) * width, count: number }));
}

/** The bin that a value lies in. */
export function binOf(value: number, low: number, high: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * count + 1e-9)));
}

/** Width of bins for whole numbers from 0 to the highest, so that there are at most so many: 1, 2, 5, 10, ... */
export function wholeWidth(highest: number, most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const times of [1, 2, 5]) if ((highest + 1) / (times * power) <= most) return times * power;
  }
}
