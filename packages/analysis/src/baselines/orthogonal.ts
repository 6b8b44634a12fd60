import { matrixOf } from '../linearAlgebra/matrix.js';
import { productSteps } from '../linearAlgebra/product.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import type { RandomSource } from './randomSource.js';

/** Rows that are made orthogonal to all earlier ones at once, by matrix products. */
const BLOCK = 32;
/** Operations that a normal number takes, about. */
const NORMAL = 30;

/**
 * A random orthogonal matrix, uniform over rotations and reflections (Haar): the rows of a normal matrix, made
 * orthonormal one after another (Gram and Schmidt, done twice, which keeps orthogonality to rounding).
 * @returns size x size, row-major
 */
export function randomOrthogonal(size: number, random: RandomSource): Float64Array {
  return atOnce(orthogonalSteps(size, random));
}

/** The same in steps. */
export function* orthogonalSteps(size: number, random: RandomSource): Steps<Float64Array> {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let index = row * size; index < (row + 1) * size; index++) matrix[index] = random.normal();
    yield NORMAL * size;
  }
  for (let first = 0; first < size; first += BLOCK) {
    const end = Math.min(size, first + BLOCK);
    yield* takeEarlier(matrix, size, first, end);
    for (let row = first; row < end; row++) {
      makeOrthonormal(matrix, size, first, row);
      yield 4 * (row - first) * size;
    }
  }
  return matrix;
}

/** Takes what rows `first` up to `end` have of the rows before them. */
function* takeEarlier(matrix: Float64Array<ArrayBuffer>, size: number, first: number, end: number): Steps<void> {
  if (first === 0) return;
  const earlier = matrixOf(first, size, matrix.subarray(0, first * size));
  const block = matrixOf(end - first, size, matrix.subarray(first * size, end * size));
  for (let pass = 0; pass < 2; pass++) {
    const taken = (yield* productSteps(yield* productSteps(block, earlier, { b: true }), earlier)).values;
    for (let index = 0; index < taken.length; index++)
      block.values[index] = (block.values[index] as number) - (taken[index] as number);
  }
}

/** The same of one row and those of its block, and length 1. */
function makeOrthonormal(matrix: Float64Array, size: number, first: number, row: number): void {
  const current = matrix.subarray(row * size, (row + 1) * size);
  for (let pass = 0; pass < 2; pass++) {
    for (let earlier = first; earlier < row; earlier++) {
      const other = matrix.subarray(earlier * size, (earlier + 1) * size);
      const overlap = dot(current, other);
      for (let column = 0; column < size; column++) {
        current[column] = (current[column] as number) - overlap * (other[column] as number);
      }
    }
  }
  const length = Math.sqrt(dot(current, current));
  for (let column = 0; column < size; column++) current[column] = (current[column] as number) / length;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}
