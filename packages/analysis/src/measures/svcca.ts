import type { Multiply } from '../linearAlgebra/products.js';
import { principalDirections } from '../linearAlgebra/whitening.js';
import { type CanonicalCorrelations, correlationsOfBases } from './canonicalCorrelation.js';
import { type SecondMoments, varying } from './secondMoments.js';

/** Share of each side's variance that SVCCA keeps. */
export const SVCCA_VARIANCE = 0.99;

/**
 * Canonical correlations of the leading principal directions of each side (Raghu, Gilmer, Yosinski and Sohl-Dickstein
 * 2017): as few as hold `variance` of it. Their mean is the score: 0..1, higher = more alike; the same under rotation and
 * common scaling of a side's units.
 * @param variance above 0, at most 1
 * @returns `leftRank` and `rightRank` are the numbers of directions kept
 * @throws Refusal where no unit of a side varies
 */
export async function svcca(
  { left, across, right }: SecondMoments,
  multiply: Multiply,
  variance = SVCCA_VARIANCE,
): Promise<CanonicalCorrelations> {
  varying(left, 'left');
  varying(right, 'right');
  const x = await principalDirections(left, multiply, variance);
  const y = await principalDirections(right, multiply, variance);
  return correlationsOfBases(x, across, y, multiply);
}
