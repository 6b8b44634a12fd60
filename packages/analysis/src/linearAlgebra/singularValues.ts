import { bidiagonalize } from './bidiagonal.js';
import { bidiagonalValues } from './bidiagonalValues.js';
import { type Matrix, transposed } from './matrix.js';
import { scaledToOne } from './symmetricEigen.js';

/**
 * Singular values of a matrix, descending, each to the machine's precision times the largest. 8/3 size³ operations.
 * @returns min(rows, columns) values, all >= 0
 * @throws Refusal where an entry is NaN or infinite
 */
export async function singularValues(matrix: Matrix): Promise<Float64Array> {
  const { scaled, scale } = scaledToOne(matrix.rows >= matrix.columns ? matrix : transposed(matrix));
  const { diagonal, above } = await bidiagonalize(scaled);
  bidiagonalValues(diagonal, above);
  return diagonal
    .sort()
    .reverse()
    .map((value) => value * scale);
}
