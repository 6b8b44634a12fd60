import { compile, open } from '../webAssembly/assembler.js';
import { ADD_PRODUCT, TAKE_PRODUCT } from './kernels/addProduct.js';
import { ADD_SYMMETRIC_TIMES } from './kernels/addSymmetricTimes.js';
import { ADD_VECTOR_TIMES } from './kernels/addVectorTimes.js';
import { TIMES_VECTOR } from './kernels/timesVector.js';
import { TWO_LOWEST } from './kernels/twoLowest.js';

export { TILE } from './kernels/parts.js';

/** Addresses, strides and lengths are in bytes; lengths are multiples of `TILE` entries, and not zero. */
export interface DenseKernel {
  /**
   * C += A' B for one panel of B, `TILE` columns of it: panels hold `TILE` entries of each row, row after row.
   * @param a panels of A, up to `aEnd`, each `depth` bytes: `TILE` rows of C each
   * @param b one panel of B, as deep
   * @param c where the first of these rows begins, `stride` bytes from the next
   */
  addProduct(a: number, aEnd: number, b: number, depth: number, c: number, stride: number): void;
  /** The same, taken from C. */
  takeProduct(a: number, aEnd: number, b: number, depth: number, c: number, stride: number): void;
  /** y = A x for the rows from `a` up to `aEnd`, `length` bytes each. */
  timesVector(a: number, aEnd: number, stride: number, x: number, length: number, y: number): void;
  /** y += A' x for the rows from `a` up to `aEnd`, `length` bytes each. */
  addVectorTimes(a: number, aEnd: number, stride: number, x: number, length: number, y: number): void;
  /** y += A x, where A is symmetric: only what is on and right of its diagonal of `TILE` x `TILE` squares is read. */
  addSymmetricTimes(a: number, stride: number, x: number, length: number, y: number): void;
  /**
   * The lowest two of costs less prices, none of them NaN, written to `result`.
   * @returns how far behind `costs` the first of the lowest is
   */
  twoLowest(costs: number, prices: number, length: number, result: number): number;
}

let compiled: object | undefined;

/** The inner loops of dense float64 algebra over a memory of their own, two numbers at a time. */
export function openDenseKernel(bytes: number): { readonly buffer: ArrayBuffer; readonly functions: DenseKernel } {
  compiled ??= compile([ADD_PRODUCT, TAKE_PRODUCT, TIMES_VECTOR, ADD_VECTOR_TIMES, ADD_SYMMETRIC_TIMES, TWO_LOWEST]);
  return open<DenseKernel>(compiled, bytes);
}
