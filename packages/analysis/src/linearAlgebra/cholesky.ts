import { type Matrix, matrixOf } from './matrix.js';
import { dot } from './products.js';

/**
 * The lower triangle L with A = L L', float64, size³/3 operations.
 * @param matrix size x size, symmetric
 * @param tolerance a pivot must be above this share of its diagonal entry; size · 2^-52 by default
 * @returns undefined where a pivot is not: the matrix is not positive definite, to that tolerance
 */
export function cholesky(matrix: Matrix, tolerance = matrix.rows * Number.EPSILON): Matrix | undefined {
  const size = matrix.rows;
  const factor = matrixOf(size, size);
  const l = factor.values;
  for (let row = 0; row < size; row++) {
    const own = row * size;
    for (let column = 0; column < row; column++) {
      const other = column * size;
      const rest = (matrix.values[own + column] as number) - dot(l, own, l, other, column);
      l[own + column] = rest / (l[other + column] as number);
    }
    const given = matrix.values[own + row] as number;
    const pivot = given - dot(l, own, l, own, row);
    if (!(pivot > tolerance * given)) return undefined;
    l[own + row] = Math.sqrt(pivot);
  }
  return factor;
}

/**
 * Solves A X = B with A's factor.
 * @param right size x columns
 * @returns size x columns
 */
export function solveWithCholesky(factor: Matrix, right: Matrix): Matrix {
  const forward = solveLower(factor, right);
  const size = factor.rows;
  const { columns } = right;
  const x = forward.values;
  for (let row = size - 1; row >= 0; row--) {
    for (let below = row + 1; below < size; below++) {
      takeRow(x, row * columns, below * columns, columns, factor.values[below * size + row] as number);
    }
    divideRow(x, row * columns, columns, factor.values[row * size + row] as number);
  }
  return forward;
}

/** Solves L X = B, L lower triangular; size x columns. */
export function solveLower(factor: Matrix, right: Matrix): Matrix {
  const size = factor.rows;
  const { columns } = right;
  const x = right.values.slice();
  for (let row = 0; row < size; row++) {
    for (let above = 0; above < row; above++) {
      takeRow(x, row * columns, above * columns, columns, factor.values[row * size + above] as number);
    }
    divideRow(x, row * columns, columns, factor.values[row * size + row] as number);
  }
  return matrixOf(size, columns, x);
}

function takeRow(x: Float64Array, to: number, from: number, count: number, weight: number): void {
  for (let index = 0; index < count; index++) {
    x[to + index] = (x[to + index] as number) - weight * (x[from + index] as number);
  }
}

function divideRow(x: Float64Array, from: number, count: number, by: number): void {
  for (let index = from; index < from + count; index++) x[index] = (x[index] as number) / by;
}
