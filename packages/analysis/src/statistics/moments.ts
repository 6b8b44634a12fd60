import type { Moments } from '../derivations/values.js';
import { GROUP, openMomentsKernel, SUMS_BYTES } from './momentsKernel.js';

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
  // The kernel takes whole groups; the rest is added here.
  const whole = samples - (samples % GROUP);
  const at = 4 * whole;
  const { buffer, functions } = openMomentsKernel(at + SUMS_BYTES);
  const chunk = new Float32Array(buffer, 0, whole);
  const sums = new Float64Array(buffer, at, 8);
  const [lows, highs] = [new Float32Array(buffer, at + 64, 4), new Float32Array(buffer, at + 80, 4)];
  const zeroCounts = new Int32Array(buffer, at + 96, 4);
  for (let unit = 0; unit < units; unit++) {
    const own = values.subarray(unit * samples, (unit + 1) * samples);
    const rest = own.subarray(whole);
    let sum = 0;
    let lowest = own[0] as number;
    let highest = lowest;
    let zeros = 0;
    if (whole > 0) {
      chunk.set(own.subarray(0, whole));
      functions.sums(0, at, at);
      sum = sumOf(sums);
      lowest = Math.min(...lows);
      highest = Math.max(...highs);
      zeros = zeroCounts.reduce((total, count) => total + count, 0);
    }
    for (const value of rest) {
      sum += value;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      if (value === 0) zeros++;
    }
    // The sum of finite float32 values cannot overflow float64, so it is finite exactly when all of them are.
    if (!Number.isFinite(sum)) onNotFinite(firstNotFinite(own, unit));
    const mean = lowest === highest ? lowest : sum / samples;
    if (whole > 0) functions.squares(0, at, mean, at);
    moments.mean[unit] = mean;
    moments.squares[unit] = rest.reduce((total, value) => total + (value - mean) ** 2, whole > 0 ? sumOf(sums) : 0);
    moments.minimum[unit] = lowest;
    moments.maximum[unit] = highest;
    moments.zeros[unit] = zeros;
  }
  return { ...moments, count: samples };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
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
