import { Refusal } from '../errors.js';
import type { Matrix } from './matrix.js';

/**
 * A power of two such that the largest entry over it is near 1, and no square overflows; 1 for zeros.
 * @throws Refusal where an entry is NaN or infinite
 */
export function scaleOf({ values }: Matrix): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index] as number);
    if (!(size <= Number.MAX_VALUE)) {
      throw new Refusal(
        `A matrix has an entry ${values[index]}.`,
        'Leave out units without variance before asking for this.',
      );
    }
    if (size > largest) largest = size;
  }
  return largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest));
}

/** Writes so many entries, each over the scale: exactly, since that is a power of two. */
export function copyScaled(
  values: Float64Array,
  from: number,
  count: number,
  scale: number,
  into: Float64Array,
  to: number,
): void {
  if (scale === 1) into.set(values.subarray(from, from + count), to);
  else for (let index = 0; index < count; index++) into[to + index] = (values[from + index] as number) / scale;
}
