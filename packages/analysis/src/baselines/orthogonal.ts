import type { RandomSource } from './randomSource.js';

/**
 * A random orthogonal matrix, uniform over rotations and reflections (Haar): the rows of a normal matrix, made
 * orthonormal one after another (Gram and Schmidt, done twice, which keeps orthogonality to rounding).
 * @returns size x size, row-major
 */
export function randomOrthogonal(size: number, random: RandomSource): Float64Array {
  const matrix = Float64Array.from({ length: size * size }, () => random.normal());
  for (let row = 0; row < size; row++) {
    const current = matrix.subarray(row * size, (row + 1) * size);
    for (let pass = 0; pass < 2; pass++) {
      for (let earlier = 0; earlier < row; earlier++) {
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
  return matrix;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}
