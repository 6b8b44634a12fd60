import { type Matrix, matrixOf } from './matrix.js';
import type { Multiply } from './products.js';
import { symmetricEigen } from './symmetricEigen.js';

/**
 * Eigenvalues below this share of the largest are taken for zero. Rounding leaves values of 1e-15 or so where the truth is
 * zero (dependent units, fewer samples than units); the square is in the singular values of the samples themselves 1e-6.
 */
export const RANK_TOLERANCE = 1e-12;

/** An orthonormal basis of what a side's units span. */
export interface Principal {
  /** Variances along the directions (sums of squares where co-moments were given), descending, all above zero. */
  readonly variances: Float64Array;
  /** rank x units: one orthonormal direction a row. */
  readonly directions: Matrix;
  /** Sum of all variances, those left out included. */
  readonly total: number;
}

/**
 * Principal directions of a positive semidefinite matrix, those without variance left out.
 * @param share as few as hold this much of the variance; all unless said otherwise
 */
export async function principalDirections(moments: Matrix, multiply: Multiply, share?: number): Promise<Principal> {
  let total = 0;
  let count = 0;
  const { values, vectors } = await symmetricEigen(moments, multiply, (all) => {
    total = all.reduce((sum, value) => sum + Math.max(0, value), 0);
    count = countOf(all, total, share);
    return [all.length - count, all.length];
  });
  const size = moments.columns;
  const directions = matrixOf(count, size);
  for (let row = 0; row < count; row++) {
    const from = (count - 1 - row) * size;
    directions.values.set(vectors.values.subarray(from, from + size), row * size);
  }
  return { variances: values.slice(values.length - count).reverse(), directions, total };
}

/** How many of the highest of ascending values are above zero, and hold the share of the total. */
function countOf(values: Float64Array, total: number, share = Number.POSITIVE_INFINITY): number {
  const floor = RANK_TOLERANCE * Math.max(0, values[values.length - 1] ?? 0);
  let sum = 0;
  let count = 0;
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index] as number;
    if (!(value > floor)) break;
    count++;
    sum += value;
    if (sum / total >= share) break;
  }
  return count;
}

/** Directions over their deviations: units times these are uncorrelated and of length 1. rank x units. */
export function whitening({ variances, directions }: Principal): Matrix {
  const { rows, columns } = directions;
  const whitened = matrixOf(rows, columns);
  for (let row = 0; row < rows; row++) {
    const deviation = Math.sqrt(variances[row] as number);
    for (let index = row * columns; index < (row + 1) * columns; index++)
      whitened.values[index] = (directions.values[index] as number) / deviation;
  }
  return whitened;
}
