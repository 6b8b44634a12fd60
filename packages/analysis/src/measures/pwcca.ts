import { type Matrix, matrixOf } from '../linearAlgebra/matrix.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { symmetricEigen } from '../linearAlgebra/symmetricEigen.js';
import { type Principal, principalDirections } from '../linearAlgebra/whitening.js';
import { basisOverlap } from './canonicalCorrelation.js';
import { type SecondMoments, varying } from './secondMoments.js';

/** What projection weighting yields. */
export interface ProjectionWeighted {
  /** Weighted mean of the canonical correlations, 0..1, higher = more alike. */
  readonly mean: number;
  readonly correlations: Float64Array;
  /** How much of the left's units each canonical direction accounts for; they sum to 1. */
  readonly weights: Float64Array;
}

/**
 * Projection weighted CCA (Morcos, Raghu and Bengio 2018): the mean of canonical correlations weighted by
 * sum_j |<h_i, x_j>|, h_i the left's orthonormal canonical variates and x_j its centred units. Not symmetric: the weights
 * are the left's. (Google's published code takes unwhitened directions for the variates.)
 *
 * Directions of equal correlation may be turned among themselves, which changes their weights: where some are 1 because
 * samples are fewer than the units of both sides together, the result depends on that choice.
 * @throws Refusal where no unit of a side varies
 */
export async function pwcca({ left, across, right }: SecondMoments, multiply: Multiply): Promise<ProjectionWeighted> {
  varying(left, 'left');
  varying(right, 'right');
  const x = await principalDirections(left, multiply);
  const y = await principalDirections(right, multiply);
  const overlap = await basisOverlap(x, across, y, multiply);
  const squares = await multiply(overlap, overlap, { b: true });
  const { values, vectors } = await symmetricEigen(squares, multiply);
  const rank = values.length;
  const count = Math.min(rank, y.variances.length);
  // H'X = U' Qx'X, with Qx'X the directions times their deviations.
  const chosen = matrixOf(count, rank);
  const correlations = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    const index = rank - 1 - place;
    correlations[place] = Math.min(1, Math.sqrt(Math.max(0, values[index] as number)));
    chosen.values.set(vectors.values.subarray(index * rank, (index + 1) * rank), place * rank);
  }
  const projections = await multiply(chosen, unitsAlong(x));
  const weights = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    const row = projections.values.subarray(place * projections.columns, (place + 1) * projections.columns);
    weights[place] = row.reduce((sum, value) => sum + Math.abs(value), 0);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / total);
  return {
    mean: correlations.reduce((sum, value, place) => sum + value * (shares[place] as number), 0),
    correlations,
    weights: shares,
  };
}

/** Qx'X: each unit's coordinates in the orthonormal basis, rank x units. */
function unitsAlong({ variances, directions }: Principal): Matrix {
  const values = directions.values.map(
    (value, index) => value * Math.sqrt(variances[Math.floor(index / directions.columns)] as number),
  );
  return { ...directions, values };
}
