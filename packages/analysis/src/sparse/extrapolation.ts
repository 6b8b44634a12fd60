/** Passes whose results are combined. */
const DEPTH = 5;

/**
 * Anderson's extrapolation of fixed-point iterations, for coordinate descent (Bertrand and Massias 2021, arXiv 2011.10065):
 * the combination of the last passes that would have moved least. It helps where predictors are nearly dependent, and is
 * taken only when it lowers the objective.
 */
export class Extrapolation {
  readonly #values: Float64Array[];
  readonly #gradients: Float64Array[];
  #kept = 0;

  /** @param most weights at most */
  constructor(most: number) {
    this.#values = Array.from({ length: DEPTH + 1 }, () => new Float64Array(most));
    this.#gradients = Array.from({ length: DEPTH + 1 }, () => new Float64Array(most));
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
      combine(weights, this.#values, shares);
      combine(gradient, this.#gradients, shares);
      if (!(objective() < before)) {
        weights.set(last.subarray(0, size));
        gradient.set(lastGradient.subarray(0, size));
      }
    }
    this.#kept = 0;
    this.#keep(weights, gradient);
  }

  #keep(weights: Float64Array, gradient: Float64Array): void {
    this.#values[this.#kept]?.set(weights);
    this.#gradients[this.#kept]?.set(gradient);
    this.#kept++;
  }

  /** Shares, adding up to 1, whose combination of the passes' changes is shortest; undefined where they do not exist. */
  #shares(size: number): Float64Array | undefined {
    const products = new Float64Array(DEPTH * DEPTH);
    for (let row = 0; row < DEPTH; row++) {
      const [from, to] = [this.#values[row] as Float64Array, this.#values[row + 1] as Float64Array];
      for (let column = 0; column <= row; column++) {
        const [start, end] = [this.#values[column] as Float64Array, this.#values[column + 1] as Float64Array];
        let sum = 0;
        for (let index = 0; index < size; index++)
          sum +=
            ((to[index] as number) - (from[index] as number)) * ((end[index] as number) - (start[index] as number));
        products[row * DEPTH + column] = sum;
        products[column * DEPTH + row] = sum;
      }
    }
    return normalisedSolution(products);
  }
}

function combine(into: Float64Array, kept: readonly Float64Array[], shares: Float64Array): void {
  for (let index = 0; index < into.length; index++) {
    let sum = 0;
    for (let pass = 0; pass < DEPTH; pass++)
      sum += (shares[pass] as number) * ((kept[pass + 1] as Float64Array)[index] as number);
    into[index] = sum;
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
