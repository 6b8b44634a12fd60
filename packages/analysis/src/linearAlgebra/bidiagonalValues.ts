/**
 * Singular values of a square matrix of two diagonals by QR steps on these themselves, in either direction (Golub and Kahan
 * 1965; Demmel and Kahan 1990, as in LAPACK's dbdsqr): each to the machine's precision times the largest. O(n²).
 * @param diagonal n entries; becomes the singular values, in no order
 * @param above n - 1 entries right of them, or more; is used up
 * @throws Error where a value is not found within 60 steps, which happens to NaN only
 */
export function bidiagonalValues(diagonal: Float64Array, above: Float64Array): void {
  const size = diagonal.length;
  let norm = 0;
  for (let index = 0; index < size; index++) {
    norm = Math.max(norm, Math.abs(diagonal[index] as number), index + 1 < size ? Math.abs(above[index] as number) : 0);
  }
  const negligible = 4 * Number.EPSILON * norm;
  let [first, last] = [-1, -1];
  let steps = 0;
  for (let high = size - 1; high > 0; ) {
    let low = high;
    let singular = false;
    for (; low >= 0; low--) {
      if (Math.abs(diagonal[low] as number) <= negligible) {
        diagonal[low] = 0;
        singular = true;
      }
      if (low === 0 || Math.abs(above[low - 1] as number) <= negligible) break;
    }
    if (low === high) {
      high--;
      steps = 0;
      continue;
    }
    if (steps++ === 60) throw new Error('The singular values of two diagonals were not found in 60 steps.');
    if (low >= last || high <= first || first < 0) {
      // A part of its own: its small end comes last, where values are found first.
      if (Math.abs(diagonal[low] as number) < Math.abs(diagonal[high] as number))
        turnAround(diagonal, above, low, high);
    }
    [first, last] = [low, high];
    const shift = singular
      ? 0
      : smallestOfTwo(diagonal[high - 1] as number, above[high - 1] as number, diagonal[high] as number);
    const share = shift / (diagonal[low] as number);
    if (shift === 0 || share * share < Number.EPSILON) unshiftedStep(diagonal, above, low, high);
    else shiftedStep(diagonal, above, low, high, shift);
  }
  for (let index = 0; index < size; index++) diagonal[index] = Math.abs(diagonal[index] as number);
}

/** The transpose with rows and columns in reverse has the same singular values, and its small end where the large one was. */
function turnAround(diagonal: Float64Array, above: Float64Array, low: number, high: number): void {
  diagonal.subarray(low, high + 1).reverse();
  above.subarray(low, high).reverse();
}

/** The lesser singular value of ((f, g), (0, h)) (LAPACK's dlas2). */
function smallestOfTwo(f: number, g: number, h: number): number {
  const least = Math.min(Math.abs(f), Math.abs(h));
  const most = Math.max(Math.abs(f), Math.abs(h));
  if (least === 0) return 0;
  const sum = 1 + least / most;
  const difference = (most - least) / most;
  const size = Math.abs(g);
  if (size < most) {
    const share = (size / most) ** 2;
    return (2 * least) / (Math.sqrt(sum * sum + share) + Math.sqrt(difference * difference + share));
  }
  const share = most / size;
  return (2 * least * share) / (Math.sqrt(1 + (sum * share) ** 2) + Math.sqrt(1 + (difference * share) ** 2));
}

function shiftedStep(diagonal: Float64Array, above: Float64Array, low: number, high: number, shift: number): void {
  const start = diagonal[low] as number;
  let f = (Math.abs(start) - shift) * (Math.sign(start) + shift / start);
  let g = above[low] as number;
  let d = start;
  let e = g;
  for (let k = low; k < high; k++) {
    let below = diagonal[k + 1] as number;
    // Entries are near 1 or negligible, so that squares do no harm; Math.hypot takes ten times as long.
    let length = Math.sqrt(f * f + g * g);
    let cosine = length === 0 ? 1 : f / length;
    let sine = length === 0 ? 0 : g / length;
    if (k > low) above[k - 1] = length;
    f = cosine * d + sine * e;
    e = cosine * e - sine * d;
    g = sine * below;
    below *= cosine;
    length = Math.sqrt(f * f + g * g);
    cosine = length === 0 ? 1 : f / length;
    sine = length === 0 ? 0 : g / length;
    diagonal[k] = length;
    f = cosine * e + sine * below;
    d = cosine * below - sine * e;
    e = 0;
    if (k + 1 < high) {
      const next = above[k + 1] as number;
      g = sine * next;
      e = cosine * next;
    }
  }
  above[high - 1] = f;
  diagonal[high] = d;
}

/** Without a shift no value loses digits to a larger one; and a zero on the diagonal splits the matrix. */
function unshiftedStep(diagonal: Float64Array, above: Float64Array, low: number, high: number): void {
  let [cosine, formerCosine, formerSine] = [1, 1, 0];
  for (let k = low; k < high; k++) {
    const f = (diagonal[k] as number) * cosine;
    const g = above[k] as number;
    const length = Math.sqrt(f * f + g * g);
    cosine = length === 0 ? 1 : f / length;
    const sine = length === 0 ? 0 : g / length;
    if (k > low) above[k - 1] = formerSine * length;
    const p = formerCosine * length;
    const q = (diagonal[k + 1] as number) * sine;
    const image = Math.sqrt(p * p + q * q);
    formerCosine = image === 0 ? 1 : p / image;
    formerSine = image === 0 ? 0 : q / image;
    diagonal[k] = image;
  }
  const rest = (diagonal[high] as number) * cosine;
  diagonal[high] = rest * formerCosine;
  above[high - 1] = rest * formerSine;
}
