import { Refusal } from '../errors.js';
import { implicitQl } from './implicitQl.js';
import { type Matrix, matrixOf } from './matrix.js';
import type { Multiply } from './products.js';
import { applyReflectors, tridiagonalize } from './tridiagonal.js';
import { type Eigen, tridiagonalEigen } from './tridiagonalEigen.js';

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, float64: A v_j = values[j] v_j.
 * Residual and orthogonality are of the order of the machine's precision times the matrix's norm, repeated and zero
 * values included. About 9 size³ operations, most of them matrix products.
 * @param matrix size x size; its lower triangle's mirror image is taken to be the same
 * @returns values ascending, one vector a row
 * @throws Refusal where an entry is NaN or infinite
 */
export async function symmetricEigen(matrix: Matrix, multiply: Multiply): Promise<Eigen> {
  const { scaled, scale } = scaledToOne(matrix);
  const form = await tridiagonalize(scaled);
  const { values, vectors } = await tridiagonalEigen(form.diagonal, form.below, multiply);
  await applyReflectors(form, vectors, multiply);
  return { values: values.map((value) => value * scale), vectors };
}

/** Eigenvalues alone, ascending: a third of the work. */
export async function symmetricEigenvalues(matrix: Matrix): Promise<Float64Array> {
  const { scaled, scale } = scaledToOne(matrix);
  const { diagonal, below } = await tridiagonalize(scaled);
  implicitQl(diagonal, below);
  return diagonal.sort().map((value) => value * scale);
}

/** The matrix over a power of two, exactly, so that its largest entry is near 1 and no square overflows. */
export function scaledToOne(matrix: Matrix): { readonly scaled: Matrix; readonly scale: number } {
  let largest = 0;
  for (const value of matrix.values) {
    if (!Number.isFinite(value)) {
      throw new Refusal(`A matrix has an entry ${value}.`, 'Leave out units without variance before asking for this.');
    }
    largest = Math.max(largest, Math.abs(value));
  }
  const scale = largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest));
  if (scale === 1) return { scaled: matrix, scale };
  return {
    scaled: matrixOf(
      matrix.rows,
      matrix.columns,
      matrix.values.map((value) => value / scale),
    ),
    scale,
  };
}
