import { cholesky, solveWithCholesky } from '../linearAlgebra/cholesky.js';
import { type Matrix, transposed } from '../linearAlgebra/matrix.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { principalDirections, RANK_TOLERANCE } from '../linearAlgebra/whitening.js';
import { type SecondMoments, standardized } from './secondMoments.js';

/** The linear map from the left's standardised units that comes nearest to the right's. */
export interface LeastSquares {
  /** Half mean squared error over samples and targets, 0..0.5, lower = better predicted. */
  readonly loss: number;
  /** Mean over targets of the explained share of variance, 0..1: 1 - 2 loss. */
  readonly rSquared: number;
  /** Half mean squared error of each live right unit. */
  readonly losses: Float64Array;
  /** targets x predictors, both live units on their standardised scale. */
  readonly weights: Matrix;
  readonly predictors: Int32Array;
  readonly targets: Int32Array;
}

/**
 * Predicts every right unit from all left units by least squares, from correlations alone. Where predictors depend on each
 * other (fewer samples than units, too), the shortest weights are taken. The loss is that of the very samples it was
 * fitted to, so it is about 0 where n <= p whatever the networks are.
 * @throws Refusal where no unit of a side varies
 */
export async function leastSquares(moments: SecondMoments, multiply: Multiply): Promise<LeastSquares> {
  const { left, across, leftUnits, rightUnits } = standardized(moments);
  const factor = await cholesky(left, RANK_TOLERANCE);
  const solution = factor ? await solveWithCholesky(factor, across) : await solveWithRank(left, across, multiply);
  const weights = transposed(solution);
  const targets = transposed(across);
  const { rows, columns } = weights;
  const losses = new Float64Array(rows);
  for (let target = 0; target < rows; target++) {
    let explained = 0;
    for (let index = target * columns; index < (target + 1) * columns; index++) {
      explained += (weights.values[index] as number) * (targets.values[index] as number);
    }
    losses[target] = Math.min(0.5, Math.max(0, 0.5 * (1 - explained)));
  }
  const loss = losses.reduce((sum, value) => sum + value, 0) / rows;
  return { loss, rSquared: 1 - 2 * loss, losses, weights, predictors: leftUnits, targets: rightUnits };
}

async function solveWithRank(left: Matrix, across: Matrix, multiply: Multiply): Promise<Matrix> {
  const { variances, directions } = await principalDirections(left, multiply);
  const along = await multiply(directions, across);
  const divided = along.values.map((value, index) => value / (variances[Math.floor(index / along.columns)] as number));
  return multiply(directions, { ...along, values: divided }, { a: true });
}
