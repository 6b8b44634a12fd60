/**
 * Eigenvalues, and eigenvectors where wanted, of a symmetric tridiagonal matrix by implicit QL steps (Martin, Reinsch
 * and Wilkinson 1968; EISPACK's tql2). O(n²) without vectors, O(n³) with.
 * @param diagonal becomes the eigenvalues, in no order
 * @param below n - 1 entries, or more; is used up
 * @param vectors n rows of `columns` entries, which are turned along: the identity becomes the eigenvectors, one a row
 * @throws Error where a value is not found within 60 steps, which happens to NaN only
 */
export function implicitQl(
  diagonal: Float64Array,
  below: Float64Array,
  vectors?: { readonly values: Float64Array; readonly columns: number },
): void {
  const size = diagonal.length;
  const off = new Float64Array(size);
  off.set(below.subarray(0, Math.max(0, size - 1)));
  // What is this small beside the whole matrix is nothing: parts of zeros and rounding alone would never settle otherwise.
  let norm = 0;
  for (let index = 0; index < size; index++) {
    norm = Math.max(norm, Math.abs(diagonal[index] as number) + Math.abs(off[index] as number));
  }
  const negligible = (Number.EPSILON / 2) * norm;
  for (let low = 0; low < size; low++) {
    for (let step = 0; ; step++) {
      let high = low;
      for (; high < size - 1; high++) {
        if (Math.abs(off[high] as number) <= negligible) break;
      }
      if (high === low) break;
      if (step === 60) throw new Error('The eigenvalues of a tridiagonal matrix were not found in 60 steps.');
      oneStep(diagonal, off, low, high, vectors);
    }
  }
}

/** One step with Wilkinson's shift over the unreduced block `low` to `high`. */
function oneStep(
  diagonal: Float64Array,
  off: Float64Array,
  low: number,
  high: number,
  vectors?: { readonly values: Float64Array; readonly columns: number },
): void {
  const first = diagonal[low] as number;
  const half = ((diagonal[low + 1] as number) - first) / (2 * (off[low] as number));
  const root = Math.hypot(half, 1);
  let g = (diagonal[high] as number) - first + (off[low] as number) / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let k = high - 1; k >= low; k--) {
    const f = sine * (off[k] as number);
    const b = cosine * (off[k] as number);
    // Entries are near 1 or negligible (`scaledToOne`), so that squares do no harm; Math.hypot takes ten times as long.
    const length = Math.sqrt(f * f + g * g);
    off[k + 1] = length;
    if (length === 0) {
      diagonal[k + 1] = (diagonal[k + 1] as number) - shift;
      off[high] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = (diagonal[k + 1] as number) - shift;
    const turned = ((diagonal[k] as number) - g) * sine + 2 * cosine * b;
    shift = sine * turned;
    diagonal[k + 1] = g + shift;
    g = cosine * turned - b;
    if (vectors !== undefined) turnRows(vectors.values, vectors.columns, k, sine, cosine);
  }
  diagonal[low] = (diagonal[low] as number) - shift;
  off[low] = g;
  off[high] = 0;
}

function turnRows(values: Float64Array, columns: number, row: number, sine: number, cosine: number): void {
  const upper = row * columns;
  const lower = upper + columns;
  for (let index = 0; index < columns; index++) {
    const below = values[lower + index] as number;
    const above = values[upper + index] as number;
    values[lower + index] = sine * above + cosine * below;
    values[upper + index] = cosine * above - sine * below;
  }
}
