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

/** Principal directions of a positive semidefinite matrix, those without variance left out. */
export async function principalDirections(
  moments: Matrix,
  multiply: Multiply,
  tolerance = RANK_TOLERANCE,
): Promise<Principal> {
  const { values, vectors } = await symmetricEigen(moments, multiply);
  const size = values.length;
  const floor = tolerance * Math.max(0, values[size - 1] ?? 0);
  const kept = [...values.keys()].reverse().filter((index) => (values[index] as number) > floor);
  const directions = matrixOf(kept.length, size);
  kept.forEach((index, row) => {
    directions.values.set(vectors.values.subarray(index * size, (index + 1) * size), row * size);
  });
  return {
    variances: Float64Array.from(kept, (index) => values[index] as number),
    directions,
    total: values.reduce((sum, value) => sum + Math.max(0, value), 0),
  };
}

/** The first `count` directions. */
export function leading({ variances, directions, total }: Principal, count: number): Principal {
  const units = directions.columns;
  return {
    variances: variances.slice(0, count),
    directions: matrixOf(count, units, directions.values.slice(0, count * units)),
    total,
  };
}

/** Directions over their deviations: units times these are uncorrelated and of length 1. rank x units. */
export function whitening({ variances, directions }: Principal): Matrix {
  const { columns } = directions;
  const values = directions.values.map(
    (value, index) => value / Math.sqrt(variances[Math.floor(index / columns)] as number),
  );
  return { ...directions, values };
}
