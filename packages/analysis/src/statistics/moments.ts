import type { Moments } from '../derivations/values.js';

/** Moments of no samples: the neutral element of `mergeMoments`. */
export function noMoments(units: number): Moments {
  return {
    count: 0,
    mean: new Float64Array(units),
    squares: new Float64Array(units),
    minimum: new Float64Array(units).fill(Number.POSITIVE_INFINITY),
    maximum: new Float64Array(units).fill(Number.NEGATIVE_INFINITY),
    zeros: new Float64Array(units),
  };
}

/** Where a value that is not a number was met. */
export interface NotFinite {
  readonly unit: number;
  readonly sample: number;
  readonly value: number;
}

/**
 * Moments of one block, by two passes in float64: mean first, squared deviations from it second.
 * @param values units x samples
 * @param onNotFinite is told of the first value that is NaN or infinite; it should throw
 */
export function momentsOf(
  values: Float32Array,
  units: number,
  samples: number,
  onNotFinite: (where: NotFinite) => never,
): Moments {
  const moments = noMoments(units);
  if (samples === 0) return moments;
  for (let unit = 0; unit < units; unit++) {
    const own = values.subarray(unit * samples, (unit + 1) * samples);
    const sum = sumOf(own);
    // The sum of finite float32 values cannot overflow float64, so it is finite exactly when all of them are.
    if (!Number.isFinite(sum)) onNotFinite(firstNotFinite(own, unit));
    let lowest = own[0] as number;
    let highest = lowest;
    for (let index = 1; index < samples; index++) {
      const value = own[index] as number;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
    const mean = lowest === highest ? lowest : sum / samples;
    moments.mean[unit] = mean;
    moments.squares[unit] = squaresAround(own, mean);
    moments.minimum[unit] = lowest;
    moments.maximum[unit] = highest;
    moments.zeros[unit] = zerosOf(own);
  }
  return { ...moments, count: samples };
}

/** Four sums side by side, as in the next function: one that waits for each addition takes four times as long. */
function sumOf(values: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let index = 0;
  for (; index + 4 <= values.length; index += 4) {
    a += values[index] as number;
    b += values[index + 1] as number;
    c += values[index + 2] as number;
    d += values[index + 3] as number;
  }
  for (; index < values.length; index++) a += values[index] as number;
  return a + b + (c + d);
}

/** Sum of squared differences from `mean`. */
function squaresAround(values: Float32Array, mean: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let index = 0;
  for (; index + 4 <= values.length; index += 4) {
    const first = (values[index] as number) - mean;
    const second = (values[index + 1] as number) - mean;
    const third = (values[index + 2] as number) - mean;
    const fourth = (values[index + 3] as number) - mean;
    a += first * first;
    b += second * second;
    c += third * third;
    d += fourth * fourth;
  }
  for (; index < values.length; index++) a += ((values[index] as number) - mean) ** 2;
  return a + b + (c + d);
}

/** Zeros of either sign, by their bits: half of a rectified unit's values are zeros, at random, and a branch would be guessed wrong. */
function zerosOf(values: Float32Array): number {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  let zeros = 0;
  for (let index = 0; index < bits.length; index++) zeros += (((bits[index] as number) & 0x7fffffff) - 1) >>> 31;
  return zeros;
}

function firstNotFinite(values: Float32Array, unit: number): NotFinite {
  let sample = 0;
  while (sample < values.length - 1 && Number.isFinite(values[sample])) sample++;
  return { unit, sample, value: values[sample] as number };
}

/** Moments of both sets of samples together (Chan, Golub and LeVeque 1979), in float64. Neither argument is changed. */
export function mergeMoments(left: Moments, right: Moments): Moments {
  const count = left.count + right.count;
  if (left.count === 0) return right;
  if (right.count === 0) return left;
  const units = left.mean.length;
  const merged = { ...noMoments(units), count };
  for (let unit = 0; unit < units; unit++) {
    const shift = (right.mean[unit] as number) - (left.mean[unit] as number);
    merged.mean[unit] = (left.mean[unit] as number) + (shift * right.count) / count;
    merged.squares[unit] =
      (left.squares[unit] as number) +
      (right.squares[unit] as number) +
      (shift * shift * left.count * right.count) / count;
    merged.minimum[unit] = Math.min(left.minimum[unit] as number, right.minimum[unit] as number);
    merged.maximum[unit] = Math.max(left.maximum[unit] as number, right.maximum[unit] as number);
    merged.zeros[unit] = (left.zeros[unit] as number) + (right.zeros[unit] as number);
  }
  return merged;
}

/** Population deviation of each unit: in the unit's own scale, 0 for dead and constant units. */
export function deviationsOf(moments: Moments): Float64Array {
  return moments.squares.map((squares, unit) =>
    moments.minimum[unit] === moments.maximum[unit] ? 0 : Math.sqrt(squares / moments.count),
  );
}

/**
 * Which units vary: 0 live, 1 dead (always zero), 2 constant (always the same other value). Told from the extremes, which
 * are exact, and not from the variance, which rounding keeps from being zero.
 */
export function conditionsOf(moments: Moments): Uint8Array {
  return Uint8Array.from(moments.minimum, (lowest, unit) => {
    if (lowest !== moments.maximum[unit]) return 0;
    return lowest === 0 ? 1 : 2;
  });
}
