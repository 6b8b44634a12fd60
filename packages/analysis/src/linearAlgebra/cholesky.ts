import { breathing } from './breathing.js';
import { type Matrix, matrixOf } from './matrix.js';
import { dot } from './products.js';

/**
 * The lower triangle L with A = L L', float64, size³/3 operations.
 * @param matrix size x size, symmetric
 * @param tolerance a pivot must be above this share of its diagonal entry; size · 2^-52 by default
 * @returns undefined where a pivot is not: the matrix is not positive definite, to that tolerance
 */
export async function cholesky(matrix: Matrix, tolerance = matrix.rows * Number.EPSILON): Promise<Matrix | undefined> {
  const breath = breathing();
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
    if (breath.due(row * row)) await breath.take();
  }
  return factor;
}

/** Columns that are solved for together: those of all rows stay in the cache. */
const STRIP = 64;

/**
 * Solves A X = B with A's factor.
 * @param right size x columns
 * @returns size x columns
 */
export async function solveWithCholesky(factor: Matrix, right: Matrix): Promise<Matrix> {
  const breath = breathing();
  const forward = await solveLower(factor, right);
  const size = factor.rows;
  const { columns } = right;
  const x = forward.values;
  for (let left = 0; left < columns; left += STRIP) {
    const width = Math.min(STRIP, columns - left);
    for (let row = size - 1; row >= 0; row--) {
      const own = row * columns + left;
      for (let below = row + 1; below < size; below++) {
        takeRow(x, own, below * columns + left, width, factor.values[below * size + row] as number);
      }
      divideRow(x, own, width, factor.values[row * size + row] as number);
      if (breath.due((size - row) * width)) await breath.take();
    }
  }
  return forward;
}

/** Solves L X = B, L lower triangular; size x columns. */
export async function solveLower(factor: Matrix, right: Matrix): Promise<Matrix> {
  const breath = breathing();
  const size = factor.rows;
  const { columns } = right;
  const x = right.values.slice();
  for (let left = 0; left < columns; left += STRIP) {
    const width = Math.min(STRIP, columns - left);
    for (let row = 0; row < size; row++) {
      const own = row * columns + left;
      for (let above = 0; above < row; above++) {
        takeRow(x, own, above * columns + left, width, factor.values[row * size + above] as number);
      }
      divideRow(x, own, width, factor.values[row * size + row] as number);
      if (breath.due(row * width)) await breath.take();
    }
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
