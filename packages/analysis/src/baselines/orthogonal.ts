import { matrixOf } from '../linearAlgebra/matrix.js';
import { product } from '../linearAlgebra/product.js';
import type { RandomSource } from './randomSource.js';

/** Rows that are made orthogonal to all earlier ones at once, by matrix products. */
const BLOCK = 32;

/**
 * A random orthogonal matrix, uniform over rotations and reflections (Haar): the rows of a normal matrix, made
 * orthonormal one after another (Gram and Schmidt, done twice, which keeps orthogonality to rounding).
 * @returns size x size, row-major
 */
export function randomOrthogonal(size: number, random: RandomSource): Float64Array {
  const matrix = Float64Array.from({ length: size * size }, () => random.normal());
  for (let first = 0; first < size; first += BLOCK) {
    const end = Math.min(size, first + BLOCK);
    takeEarlier(matrix, size, first, end);
    for (let row = first; row < end; row++) makeOrthonormal(matrix, size, first, row);
  }
  return matrix;
}

/** Takes what rows `first` up to `end` have of the rows before them. */
function takeEarlier(matrix: Float64Array<ArrayBuffer>, size: number, first: number, end: number): void {
  if (first === 0) return;
  const earlier = matrixOf(first, size, matrix.subarray(0, first * size));
  const block = matrixOf(end - first, size, matrix.subarray(first * size, end * size));
  for (let pass = 0; pass < 2; pass++) {
    const taken = product(product(block, earlier, { b: true }), earlier).values;
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
