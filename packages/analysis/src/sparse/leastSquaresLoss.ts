import { atOnce, type Steps } from '../linearAlgebra/steps.js';

/** A pivot below this is what rounding leaves of a predictor that depends on the others. */
const SMALLEST_PIVOT = 1e-10;

/** Targets that are solved side by side: a sum that waits for the one before it takes several times as long. */
const TOGETHER = 4;

/**
 * Least loss of each target without a penalty: half of the mean squared error of its best linear prediction, 0..1/2. By a
 * Cholesky factor of the Gram matrix with pivots, highest first, so that predictors which depend on others do no harm.
 * @param gram predictors x predictors, ones on the diagonal. Not changed
 * @param cross targets x predictors
 */
export function leastSquaresLoss(gram: Float64Array, cross: Float64Array, predictors: number): Float64Array {
  return atOnce(leastSquaresLossSteps(gram, cross, predictors));
}

/** The same in steps. */
export function* leastSquaresLossSteps(
  gram: Float64Array,
  cross: Float64Array,
  predictors: number,
): Steps<Float64Array> {
  const { factor, order, rank } = yield* pivotedCholesky(gram, predictors);
  const targets = cross.length / predictors;
  const solved = new Float64Array(TOGETHER * rank);
  const losses = new Float64Array(targets);
  for (let first = 0; first < targets; first += TOGETHER) {
    const places = Array.from({ length: TOGETHER }, (_, index) => Math.min(first + index, targets - 1) * predictors);
    const [w, x, y, z] = places as [number, number, number, number];
    const explained = new Float64Array(TOGETHER);
    for (let row = 0; row < rank; row++) {
      const predictor = order[row] as number;
      let a = cross[w + predictor] as number;
      let b = cross[x + predictor] as number;
      let c = cross[y + predictor] as number;
      let d = cross[z + predictor] as number;
      for (let column = 0, from = row * predictors; column < row; column++, from++) {
        const entry = factor[from] as number;
        const at = TOGETHER * column;
        a -= entry * (solved[at] as number);
        b -= entry * (solved[at + 1] as number);
        c -= entry * (solved[at + 2] as number);
        d -= entry * (solved[at + 3] as number);
      }
      const pivot = factor[row * predictors + row] as number;
      for (const [index, rest] of [a, b, c, d].entries()) {
        solved[TOGETHER * row + index] = rest / pivot;
        explained[index] = (explained[index] as number) + (rest / pivot) ** 2;
      }
    }
    for (let index = 0; index < TOGETHER && first + index < targets; index++)
      losses[first + index] = Math.max(0, 1 - (explained[index] as number)) / 2;
    yield TOGETHER * rank * rank;
  }
  return losses;
}

interface PivotedFactor {
  readonly factor: Float64Array;
  readonly order: Int32Array;
  readonly rank: number;
}

/** L of PGP' = LL', rows in the order of the pivots; only the first `rank` of them. */
function* pivotedCholesky(gram: Float64Array, size: number): Steps<PivotedFactor> {
  const factor = new Float64Array(size * size);
  const order = Int32Array.from({ length: size }, (_, index) => index);
  const rest = new Float64Array(size).fill(1);
  let rank = 0;
  for (; rank < size; rank++) {
    let best = rank;
    for (let row = rank + 1; row < size; row++) if ((rest[row] as number) > (rest[best] as number)) best = row;
    if (!((rest[best] as number) > SMALLEST_PIVOT)) break;
    swap(order, rank, best);
    swap(rest, rank, best);
    for (let column = 0; column < rank; column++) swap(factor, rank * size + column, best * size + column);
    const pivot = Math.sqrt(rest[rank] as number);
    factor[rank * size + rank] = pivot;
    for (let row = rank + 1; row < size; row++) {
      let product = gram[(order[row] as number) * size + (order[rank] as number)] as number;
      for (let column = 0; column < rank; column++)
        product -= (factor[row * size + column] as number) * (factor[rank * size + column] as number);
      factor[row * size + rank] = product / pivot;
      rest[row] = (rest[row] as number) - (product / pivot) ** 2;
    }
    yield 2 * rank * (size - rank);
  }
  return { factor, order, rank };
}

function swap(list: { [index: number]: number }, one: number, other: number): void {
  const kept = list[one] as number;
  list[one] = list[other] as number;
  list[other] = kept;
}
