import type { Multiply } from '../linearAlgebra/products.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { lowestCostSteps } from '../matchings/assignment.js';
import { leastSquares } from './leastSquares.js';
import { procrustesCosine } from './procrustes.js';
import { exchanged, type SecondMoments, standardized } from './secondMoments.js';

/**
 * How alike two sides become when more and more is allowed to be done to the left's standardised units. One axis: the cosine
 * between the right side and the left's image, all units together; 0..1, higher = more alike. Each allows all that the
 * one before it allows, so that assignment <= orthogonal <= linear.
 */
export interface OnlyRotation {
  /** Units may be reordered: sum of the assignment's correlations over sqrt(p q); its mean where p = q. */
  readonly assignment: number;
  /** Units may be rotated: nuclear norm of the correlations over sqrt(p q). */
  readonly orthogonal: number;
  /** Any linear map of the left onto the right, and of the right onto the left: root of its R². */
  readonly linear: number;
  readonly linearBack: number;
}

/**
 * "Is it only a rotation?" in three numbers: where orthogonal is near linear and assignment far below, the networks share a
 * space but not its axes.
 * @throws Refusal where no unit of a side varies
 */
export async function onlyRotation(moments: SecondMoments, multiply: Multiply): Promise<OnlyRotation> {
  const live = standardized(moments);
  const [p, q] = [live.leftUnits.length, live.rightUnits.length];
  return {
    assignment: (await assignedSum(live)) / Math.sqrt(p * q),
    orthogonal: await procrustesCosine(live),
    linear: Math.sqrt((await leastSquares(live, multiply)).rSquared),
    linearBack: Math.sqrt((await leastSquares(exchanged(live), multiply)).rSquared),
  };
}

async function assignedSum({ across }: SecondMoments): Promise<number> {
  const { rows, columns, values } = across;
  const [few, many] = [Math.min(rows, columns), Math.max(rows, columns)];
  const correlation = (one: number, other: number): number =>
    values[rows <= columns ? one * columns + other : other * columns + one] as number;
  const partners = await restingBetween(lowestCostSteps(few, many, (one, other) => -correlation(one, other)));
  return partners.reduce((sum, other, one) => sum + correlation(one, other), 0);
}
