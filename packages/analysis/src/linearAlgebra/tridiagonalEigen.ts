import { breathing } from './breathing.js';
import { implicitQl } from './implicitQl.js';
import { identity, type Matrix, matrixOf, submatrix } from './matrix.js';
import type { Multiply } from './products.js';
import { secularRoot } from './secular.js';

/** Values ascending; row j of `vectors` is the eigenvector of value j, or of as many values as were wanted, in their order. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/** Of ascending eigenvalues, the first whose vector is wanted, and the first behind it whose vector is not. */
export type Wanted = (values: Float64Array) => readonly [number, number];

const all: Wanted = (values) => [0, values.length];

/** Up to this size QL steps are faster than dividing further. */
const LEAF = 32;
/** Operations that a root takes for each pole, about. */
const ROOT = 30;

/**
 * Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by dividing it in two halves, solving both, and solving
 * the rank-one change that joins them (Cuppen 1981; with eigenvectors after Gu and Eisenstat 1995, which are orthogonal
 * to rounding however close the values are). The work is matrix products.
 * @param diagonal size entries
 * @param below size - 1 entries
 * @param wanted all vectors unless said otherwise: of others, the last join is spared
 */
export async function tridiagonalEigen(
  diagonal: Float64Array,
  below: Float64Array,
  multiply: Multiply,
  wanted = all,
): Promise<Eigen> {
  const size = diagonal.length;
  if (size <= LEAF) {
    const breath = breathing();
    if (breath.due(10 * size ** 3)) await breath.take();
    return leaf(diagonal, below, wanted);
  }
  const half = size >> 1;
  const beta = below[half - 1] as number;
  // T = diag(T1, T2) + |beta| u u' with u = (0 ... 1, sign beta, 0 ...).
  const [upper, lower] = [diagonal.slice(0, half), diagonal.slice(half)];
  upper[half - 1] = (upper[half - 1] as number) - Math.abs(beta);
  lower[0] = (lower[0] as number) - Math.abs(beta);
  const first = await tridiagonalEigen(upper, below.subarray(0, half - 1), multiply);
  const second = await tridiagonalEigen(lower, below.subarray(half), multiply);
  return join(first, second, beta, multiply, wanted);
}

function leaf(diagonal: Float64Array, below: Float64Array, wanted: Wanted): Eigen {
  const size = diagonal.length;
  const values = diagonal.slice();
  const vectors = identity(size);
  implicitQl(values, below, vectors);
  return ascending(values, vectors, wanted);
}

async function join(first: Eigen, second: Eigen, beta: number, multiply: Multiply, wanted: Wanted): Promise<Eigen> {
  const [above, under] = [first.values.length, second.values.length];
  const size = above + under;
  const values = new Float64Array(size);
  values.set(first.values);
  values.set(second.values, above);
  const vectors = matrixOf(size, size);
  const z = new Float64Array(size);
  for (let row = 0; row < above; row++) {
    const from = first.vectors.values.subarray(row * above, (row + 1) * above);
    vectors.values.set(from, row * size);
    z[row] = (from[above - 1] as number) * Math.SQRT1_2;
  }
  for (let row = 0; row < under; row++) {
    const from = second.vectors.values.subarray(row * under, (row + 1) * under);
    vectors.values.set(from, (above + row) * size + above);
    z[above + row] = (from[0] as number) * (beta < 0 ? -Math.SQRT1_2 : Math.SQRT1_2);
  }
  const rho = 2 * Math.abs(beta);
  const breath = breathing();
  const { kept, dropped, mixed } = deflate(values, z, rho, vectors);
  if (breath.due(4 * size * (1 + dropped.length))) await breath.take();
  if (kept.length === 0) return ascending(values, vectors, wanted);

  const poles = Float64Array.from(kept, (index) => values[index] as number);
  const weights = Float64Array.from(kept, (index) => (z[index] as number) ** 2);
  const signs = Float64Array.from(kept, (index) => Math.sign(z[index] as number));
  const { roots, turned } = await rankOne(poles, weights, signs, rho);
  const found = new Float64Array(size);
  found.set(roots);
  dropped.forEach((index, place) => {
    found[kept.length + place] = values[index] as number;
  });
  const order = sortedOrder(found);
  const sorted = Float64Array.from(order, (index) => found[index] as number);
  const chosen = order.subarray(...wanted(sorted));
  const joined = matrixOf(chosen.length, size);
  /** Rows of `joined` that are made from roots, and those roots. */
  const made = Int32Array.from(chosen.keys()).filter((row) => (chosen[row] as number) < kept.length);
  const rootsMade = made.map((row) => chosen[row] as number);
  chosen.forEach((index, row) => {
    if (index < kept.length) return;
    const from = (dropped[index - kept.length] as number) * size;
    joined.values.set(vectors.values.subarray(from, from + size), row * size);
  });
  // A vector has entries in one half only, unless deflation mixed it: each half needs but its own vectors.
  const halves = [
    { from: 0, width: above, holds: (index: number) => index < above || mixed[index] === 1 },
    { from: above, width: under, holds: (index: number) => index >= above || mixed[index] === 1 },
  ];
  for (const { from, width, holds } of halves) {
    const places = Int32Array.from(kept.keys()).filter((place) => holds(kept[place] as number));
    const old = matrixOf(places.length, width);
    places.forEach((place, row) => {
      const start = (kept[place] as number) * size + from;
      old.values.set(vectors.values.subarray(start, start + width), row * width);
    });
    const part = await multiply(submatrix(turned, rootsMade, places), old);
    made.forEach((to, row) => {
      joined.values.set(part.values.subarray(row * width, (row + 1) * width), to * size + from);
    });
    if (breath.due(6 * made.length * (width + places.length))) await breath.take();
  }
  return { values: sorted, vectors: joined };
}

/**
 * Sets aside the values that the rank-one change leaves as they are: where z is nothing, and where two values are equal,
 * after a rotation of their vectors that puts all of z into one of them (LAPACK's dlaed2).
 */
function deflate(
  values: Float64Array,
  z: Float64Array,
  rho: number,
  vectors: Matrix,
): { readonly kept: number[]; readonly dropped: number[]; readonly mixed: Uint8Array } {
  const size = values.length;
  const order = sortedOrder(values);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const largestZ = z.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const tolerance = 8 * Number.EPSILON * Math.max(largest, largestZ);
  const kept: number[] = [];
  const dropped: number[] = [];
  const mixed = new Uint8Array(size);
  let pending = -1;
  for (const index of order) {
    if (rho * Math.abs(z[index] as number) <= tolerance) {
      dropped.push(index);
      continue;
    }
    if (pending >= 0) {
      const length = Math.hypot(z[index] as number, z[pending] as number);
      const cosine = (z[index] as number) / length;
      const sine = -(z[pending] as number) / length;
      const [lower, upper] = [values[pending] as number, values[index] as number];
      if (Math.abs((upper - lower) * cosine * sine) <= tolerance) {
        z[index] = length;
        z[pending] = 0;
        rotate(vectors.values, pending * size, index * size, size, cosine, sine);
        values[pending] = lower * cosine * cosine + upper * sine * sine;
        values[index] = lower * sine * sine + upper * cosine * cosine;
        // Marked even within one half, where it costs a little and changes nothing.
        mixed[pending] = 1;
        mixed[index] = 1;
        dropped.push(pending);
      } else kept.push(pending);
    }
    pending = index;
  }
  if (pending >= 0) kept.push(pending);
  return { kept, dropped, mixed };
}

function rotate(values: Float64Array, p: number, q: number, count: number, cosine: number, sine: number): void {
  for (let index = 0; index < count; index++) {
    const x = values[p + index] as number;
    const y = values[q + index] as number;
    values[p + index] = cosine * x + sine * y;
    values[q + index] = cosine * y - sine * x;
  }
}

/**
 * Eigenvalues and eigenvectors of diag(poles) + rho z z'. The vectors are those of a z that has exactly the roots that were
 * found, which keeps them orthogonal (Gu and Eisenstat 1994).
 * @returns row j of `turned` is the vector of root j
 */
async function rankOne(
  poles: Float64Array,
  weights: Float64Array,
  signs: Float64Array,
  rho: number,
): Promise<{ readonly roots: Float64Array; readonly turned: Matrix }> {
  const breath = breathing();
  const count = poles.length;
  const turned = matrixOf(count, count);
  const roots = new Float64Array(count);
  const fitted = new Float64Array(count).fill(1);
  const offsets = new Float64Array(count);
  const equation = { poles, weights, rho };
  for (let j = 0; j < count; j++) {
    const distances = turned.values.subarray(j * count, (j + 1) * count);
    roots[j] = secularRoot(equation, j, distances, offsets);
    const pole = poles[j] as number;
    for (let i = 0; i < count; i++) {
      const factor = i === j ? -(distances[i] as number) : (distances[i] as number) / ((poles[i] as number) - pole);
      fitted[i] = (fitted[i] as number) * factor;
    }
    if (breath.due(ROOT * count)) await breath.take();
  }
  for (let i = 0; i < count; i++) fitted[i] = (signs[i] as number) * Math.sqrt(Math.abs(fitted[i] as number));
  for (let j = 0; j < count; j++) {
    const row = turned.values.subarray(j * count, (j + 1) * count);
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const entry = (fitted[i] as number) / (row[i] as number);
      row[i] = entry;
      squares += entry * entry;
    }
    const length = Math.sqrt(squares);
    for (let i = 0; i < count; i++) row[i] = (row[i] as number) / length;
    if (breath.due(4 * count)) await breath.take();
  }
  return { roots, turned };
}

function ascending(values: Float64Array, vectors: Matrix, wanted: Wanted): Eigen {
  const { columns } = vectors;
  const order = sortedOrder(values);
  const sorted = Float64Array.from(order, (index) => values[index] as number);
  const chosen = order.subarray(...wanted(sorted));
  const rows = matrixOf(chosen.length, columns);
  chosen.forEach((from, to) => {
    rows.values.set(vectors.values.subarray(from * columns, (from + 1) * columns), to * columns);
  });
  return { values: sorted, vectors: rows };
}

function sortedOrder(values: Float64Array): Int32Array {
  return Int32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
}
