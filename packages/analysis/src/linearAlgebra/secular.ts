/**
 * The secular equation f(x) = 1 + rho sum_i w_i / (d_i - x) = 0, whose roots are the eigenvalues of diag(d) + rho z z',
 * w = z². Root j lies between d_j and d_{j+1}, the last one above the last d. Safeguarded rational interpolation (Li
 * 1994, "Solving secular equations stably and efficiently").
 */
export interface Secular {
  /** Ascending and distinct. */
  readonly poles: Float64Array;
  /** All above zero. */
  readonly weights: Float64Array;
  /** Above zero. */
  readonly rho: number;
}

/**
 * Root `j`. Distances from the poles are worked out from the nearer pole, so that they keep their digits however close
 * the root is to it.
 * @param distances takes d_i - root for all i
 * @param offsets as many numbers, whatever they are: memory to work on
 */
export function secularRoot(
  { poles, weights, rho }: Secular,
  j: number,
  distances: Float64Array,
  offsets: Float64Array,
): number {
  const count = poles.length;
  const last = j === count - 1;
  if (count === 1) {
    const rise = rho * (weights[0] as number);
    distances[0] = -rise;
    return (poles[0] as number) + rise;
  }
  // The model's two poles; for the last root both lie below it.
  const lower = last ? j - 1 : j;
  const gap = last
    ? rho * weights.reduce((sum, weight) => sum + weight, 0)
    : (poles[j + 1] as number) - (poles[j] as number);
  let origin = j;
  let [low, high] = [0, last ? gap : gap / 2];
  const setOrigin = (to: number): void => {
    origin = to;
    for (let index = 0; index < count; index++) offsets[index] = (poles[index] as number) - (poles[to] as number);
  };
  setOrigin(j);

  const below = { sum: 0, slope: 0 };
  const above = { sum: 0, slope: 0 };
  const evaluate = (at: number): number => {
    addTerms(offsets, weights, 0, lower + 1, at, below);
    addTerms(offsets, weights, lower + 1, count, at, above);
    return 1 + rho * (below.sum + above.sum);
  };

  let value = evaluate(high);
  let at = high;
  if (!last && value < 0) {
    // The root is nearer to the pole above.
    setOrigin(j + 1);
    [low, high] = [-gap / 2, 0];
    at = low;
  }
  for (let step = 0; step < 200; step++) {
    const first = (offsets[lower] as number) - at;
    const second = (offsets[lower + 1] as number) - at;
    const slopeBelow = rho * below.slope;
    const slopeAbove = rho * above.slope;
    // f near `at` as c + a / (first - x) + b / (second - x), with f's own value and slopes.
    const c = value - first * slopeBelow - second * slopeAbove;
    const a = (first + second) * value - first * second * (slopeBelow + slopeAbove);
    const b = first * second * value;
    const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
    let move: number;
    if (last) move = a >= 0 ? (a + root) / (2 * c) : (2 * b) / (a - root);
    else move = a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
    let next = at + move;
    // Outside of what is known to hold the root, or slow for long: halve.
    if (!(next > low && next < high) || step % 20 === 19) next = low + (high - low) / 2;
    if (next === at || next === low || next === high) break;
    at = next;
    value = evaluate(at);
    const size = 1 + rho * (Math.abs(below.sum) + Math.abs(above.sum));
    if (Math.abs(value) <= 4 * Number.EPSILON * size) break;
    if (value < 0) low = at;
    else high = at;
  }
  for (let index = 0; index < count; index++) distances[index] = (offsets[index] as number) - at;
  return (poles[origin] as number) + at;
}

/** The sum of w_i / (d_i - x) over some of the poles, and its slope. */
function addTerms(
  offsets: Float64Array,
  weights: Float64Array,
  from: number,
  end: number,
  at: number,
  into: { sum: number; slope: number },
): void {
  let sum = 0;
  let slope = 0;
  for (let index = from; index < end; index++) {
    const inverse = 1 / ((offsets[index] as number) - at);
    const term = (weights[index] as number) * inverse;
    sum += term;
    slope += term * inverse;
  }
  into.sum = sum;
  into.slope = slope;
}
