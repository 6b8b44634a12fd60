import { bidiagonalize } from './bidiagonal.js';
import { bidiagonalValues } from './bidiagonalValues.js';
import { type Matrix, transposed } from './matrix.js';
import { scaleOf } from './scale.js';

/**
 * Singular values of a matrix, descending, each to the machine's precision times the largest. 8/3 size³ operations.
 * @returns min(rows, columns) values, all >= 0
 * @throws Refusal where an entry is NaN or infinite
 */
export async function singularValues(matrix: Matrix): Promise<Float64Array> {
  const scale = scaleOf(matrix);
  const { diagonal, above } = await bidiagonalize(matrix.rows >= matrix.columns ? matrix : transposed(matrix), scale);
  bidiagonalValues(diagonal, above);
  return diagonal
    .sort()
    .reverse()
    .map((value) => value * scale);
}
