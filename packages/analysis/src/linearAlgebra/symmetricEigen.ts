import { implicitQl } from './implicitQl.js';
import type { Matrix } from './matrix.js';
import type { Multiply } from './products.js';
import { scaleOf } from './scale.js';
import { applyReflectors, tridiagonalize } from './tridiagonal.js';
import { type Eigen, tridiagonalEigen, type Wanted } from './tridiagonalEigen.js';

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, float64: A v_j = values[j] v_j.
 * Residual and orthogonality are of the order of the machine's precision times the matrix's norm, repeated and zero
 * values included. About 5 size³ operations, most of them matrix products; half of these are spared where few vectors are wanted.
 * @param matrix size x size; its lower triangle's mirror image is taken to be the same
 * @param wanted the vectors that are wanted, once all values are known; all of them unless said otherwise
 * @returns values ascending, one vector a row
 * @throws Refusal where an entry is NaN or infinite
 */
export async function symmetricEigen(matrix: Matrix, multiply: Multiply, wanted?: Wanted): Promise<Eigen> {
  const scale = scaleOf(matrix);
  const ofUnits = wanted && ((values: Float64Array) => wanted(values.map((value) => value * scale)));
  const form = await tridiagonalize(matrix, scale);
  const { values, vectors } = await tridiagonalEigen(form.diagonal, form.below, multiply, ofUnits);
  await applyReflectors(form, vectors, multiply);
  return { values: values.map((value) => value * scale), vectors };
}

/** Eigenvalues alone, ascending: a third of the work. */
export async function symmetricEigenvalues(matrix: Matrix): Promise<Float64Array> {
  const scale = scaleOf(matrix);
  const { diagonal, below } = await tridiagonalize(matrix, scale);
  implicitQl(diagonal, below);
  return diagonal.sort().map((value) => value * scale);
}
