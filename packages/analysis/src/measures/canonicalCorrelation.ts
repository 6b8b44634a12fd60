import type { Matrix } from '../linearAlgebra/matrix.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { singularValues } from '../linearAlgebra/singularValues.js';
import { type Principal, principalDirections, whitening } from '../linearAlgebra/whitening.js';
import { type SecondMoments, standardized } from './secondMoments.js';

/** Canonical correlations of two sides. */
export interface CanonicalCorrelations {
  /** min(leftRank, rightRank) values, descending, 0..1. */
  readonly correlations: Float64Array;
  /** Their mean, 0..1, higher = more alike. */
  readonly mean: number;
  /** Dimensions that each side's units span; fewer than its units where they depend on each other or samples are few. */
  readonly leftRank: number;
  readonly rightRank: number;
}

/**
 * Canonical correlation analysis (Hotelling 1936): singular values of Qx'Qy, Q an orthonormal basis of a side's centred
 * units. The same under any invertible linear map of a side. The mean grows with p/n, and is 1 where n <= p.
 * @throws Refusal where no unit of a side varies
 */
export async function canonicalCorrelations(
  moments: SecondMoments,
  multiply: Multiply,
): Promise<CanonicalCorrelations> {
  const { left, across, right } = standardized(moments);
  const x = await principalDirections(left, multiply);
  const y = await principalDirections(right, multiply);
  return correlationsOfBases(x, across, y, multiply);
}

/** Singular values of Qx'Qy, where Qx is the left's units along `x`'s directions, each of length 1. */
export async function correlationsOfBases(
  x: Principal,
  across: Matrix,
  y: Principal,
  multiply: Multiply,
): Promise<CanonicalCorrelations> {
  const overlap = await basisOverlap(x, across, y, multiply);
  // Rounding may carry them past 1.
  const correlations = (await singularValues(overlap)).map((value) => Math.min(1, value));
  return {
    correlations,
    mean: correlations.reduce((sum, value) => sum + value, 0) / correlations.length,
    leftRank: x.variances.length,
    rightRank: y.variances.length,
  };
}

/** Qx'Qy: rank of x times rank of y. */
export async function basisOverlap(x: Principal, across: Matrix, y: Principal, multiply: Multiply): Promise<Matrix> {
  return multiply(await multiply(whitening(x), across), whitening(y), { b: true });
}
