import { paddedLength, type SweepKernel } from './sweepKernel.js';

/** Passes whose results are combined. */
const DEPTH = 5;

/** Arrays that are kept, of as many entries as there are weights. */
export const EXTRAPOLATION_ROWS = 3 * DEPTH + 2;

/**
 * Anderson's extrapolation of fixed-point iterations, for coordinate descent (Bertrand and Massias 2021, arXiv 2011.10065):
 * the combination of the last passes that would have moved least. It helps where predictors are nearly dependent, and is
 * taken only when it lowers the objective.
 */
export class Extrapolation {
  readonly #kernel: SweepKernel;
  readonly #values: readonly Float64Array[];
  readonly #gradients: readonly Float64Array[];
  /** What each pass changed. */
  readonly #changes: readonly Float64Array[];
  #kept = 0;

  /** @param take gives arrays of the most weights that there can be, in the kernel's memory */
  constructor(kernel: SweepKernel, take: () => Float64Array) {
    this.#kernel = kernel;
    this.#values = Array.from({ length: DEPTH + 1 }, take);
    this.#gradients = Array.from({ length: DEPTH + 1 }, take);
    this.#changes = Array.from({ length: DEPTH }, take);
  }

  restart(): void {
    this.#kept = 0;
  }

  /**
   * To be called after each pass. Replaces weights and gradient in place after every few passes, if that is an improvement.
   * The gradient is linear in the weights, so it is combined as they are.
   */
  after(weights: Float64Array, gradient: Float64Array, objective: () => number): void {
    this.#keep(weights, gradient);
    if (this.#kept <= DEPTH) return;
    const size = weights.length;
    const shares = this.#shares(size);
    const [last, lastGradient] = [this.#values[DEPTH] as Float64Array, this.#gradients[DEPTH] as Float64Array];
    if (shares !== undefined) {
      const before = objective();
      this.#combine(weights, this.#values, shares);
      this.#combine(gradient, this.#gradients, shares);
      if (!(objective() < before)) {
        weights.set(last.subarray(0, size));
        gradient.set(lastGradient.subarray(0, size));
      }
    }
    this.#kept = 0;
    this.#keep(weights, gradient);
  }

  #keep(weights: Float64Array, gradient: Float64Array): void {
    const values = this.#values[this.#kept] as Float64Array;
    values.set(weights);
    this.#gradients[this.#kept]?.set(gradient);
    if (this.#kept > 0) {
      const change = this.#changes[this.#kept - 1] as Float64Array;
      const before = this.#values[this.#kept - 1] as Float64Array;
      for (let index = 0; index < weights.length; index++)
        change[index] = (values[index] as number) - (before[index] as number);
      // Up to a whole group, which sums of products go over.
      change.fill(0, weights.length, paddedLength(weights.length));
    }
    this.#kept++;
  }

  /** Shares, adding up to 1, whose combination of the passes' changes is shortest; undefined where they do not exist. */
  #shares(size: number): Float64Array | undefined {
    const products = new Float64Array(DEPTH * DEPTH);
    const places = this.#changes.map((change) => change.byteOffset);
    for (let row = 0; row < DEPTH; row++) {
      for (let column = 0; column <= row; column++) {
        const [one, other] = [places[row] as number, places[column] as number];
        const product = this.#kernel.dot(one, other, 8 * paddedLength(size));
        products[row * DEPTH + column] = product;
        products[column * DEPTH + row] = product;
      }
    }
    return normalisedSolution(products);
  }

  #combine(into: Float64Array, kept: readonly Float64Array[], shares: Float64Array): void {
    into.fill(0);
    const length = 8 * paddedLength(into.length);
    for (let pass = 0; pass < DEPTH; pass++)
      this.#kernel.subtract(
        into.byteOffset,
        (kept[pass + 1] as Float64Array).byteOffset,
        length,
        -(shares[pass] as number),
      );
  }
}

/** The solution of A x = 1, divided by its sum; A symmetric, DEPTH x DEPTH, and made a little better conditioned. Changes A. */
function normalisedSolution(products: Float64Array): Float64Array | undefined {
  const at = (row: number, column: number) => products[row * DEPTH + column] as number;
  let trace = 0;
  for (let row = 0; row < DEPTH; row++) trace += at(row, row);
  const solution = new Float64Array(DEPTH).fill(1);
  for (let row = 0; row < DEPTH; row++) products[row * DEPTH + row] = at(row, row) + 1e-12 * trace;
  for (let pivot = 0; pivot < DEPTH; pivot++) {
    for (let row = pivot + 1; row < DEPTH; row++) {
      const factor = at(row, pivot) / at(pivot, pivot);
      for (let column = pivot; column < DEPTH; column++)
        products[row * DEPTH + column] = at(row, column) - factor * at(pivot, column);
      solution[row] = (solution[row] as number) - factor * (solution[pivot] as number);
    }
  }
  for (let row = DEPTH - 1; row >= 0; row--) {
    let rest = solution[row] as number;
    for (let column = row + 1; column < DEPTH; column++) rest -= at(row, column) * (solution[column] as number);
    solution[row] = rest / at(row, row);
  }
  const sum = solution.reduce((total, share) => total + share, 0);
  const shares = solution.map((share) => share / sum);
  return shares.every(Number.isFinite) ? shares : undefined;
}
