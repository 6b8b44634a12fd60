import { type Matrix, matrixOf } from './matrix.js';
import { dot, type Multiply } from './products.js';
import { reflectorInPlace } from './reflector.js';
import { timesVector } from './vectorProducts.js';

/** A = Q T Q' with T tridiagonal and Q = H_0 H_1 ..., H_k = I - factors[k] v_k v_k'. */
export interface Tridiagonal {
  /** size entries. */
  readonly diagonal: Float64Array;
  /** size - 1 entries. */
  readonly below: Float64Array;
  /** Row k holds v_k: zero up to k, 1 at k + 1. */
  readonly reflectors: Matrix;
  readonly factors: Float64Array;
}

/** Reflectors that are gathered before the rest of the matrix is brought up to date by one product. */
const PANEL = 32;

/**
 * A symmetric matrix brought to tridiagonal form by Householder reflectors, in panels (Dongarra, Sorensen and Hammarling
 * 1989, as in LAPACK's dlatrd): half of the work is matrix products, the other half products of the matrix with a vector.
 * 4/3 size³ operations.
 * @param matrix size x size, symmetric, finite; it is not changed
 */
export async function tridiagonalize(matrix: Matrix, multiply: Multiply): Promise<Tridiagonal> {
  const size = matrix.rows;
  const rest = matrix.values.slice();
  const diagonal = new Float64Array(size);
  const below = new Float64Array(Math.max(0, size - 1));
  const reflectors = matrixOf(size, size);
  const factors = new Float64Array(size);
  const vectors = reflectors.values;
  /** The w of each reflector in the panel: H A H = A - v w' - w v'. */
  const partners = new Float64Array(PANEL * size);
  const column = new Float64Array(size);

  for (let start = 0; start < size; start += PANEL) {
    const end = Math.min(size, start + PANEL);
    for (let k = start; k < end; k++) {
      for (let index = k; index < size; index++) column[index] = rest[k * size + index] as number;
      for (let earlier = start; earlier < k; earlier++) {
        const v = earlier * size;
        const w = (earlier - start) * size;
        const vk = vectors[v + k] as number;
        const wk = partners[w + k] as number;
        for (let index = k; index < size; index++) {
          column[index] =
            (column[index] as number) - (vectors[v + index] as number) * wk - (partners[w + index] as number) * vk;
        }
      }
      diagonal[k] = column[k] as number;
      if (k === size - 1) break;
      const { factor, image } = reflectorInPlace(column, k + 1, size);
      below[k] = image;
      factors[k] = factor;
      vectors.set(column.subarray(k + 1), k * size + k + 1);
      partnerOf(k, start, { rest, vectors, partners, size, factor });
    }
    await update(rest, size, start, end, vectors, partners, multiply);
  }
  return { diagonal, below, reflectors, factors };
}

interface Panel {
  readonly rest: Float64Array;
  readonly vectors: Float64Array;
  readonly partners: Float64Array;
  readonly size: number;
  readonly factor: number;
}

/** w = factor (A v) - (factor/2)(w'v) v, where A is the matrix before this panel less what the panel did so far. */
function partnerOf(k: number, start: number, { rest, vectors, partners, size, factor }: Panel): void {
  const v = k * size;
  const w = (k - start) * size;
  const from = k + 1;
  const count = size - from;
  timesVector(
    { values: rest, columns: size, top: from, bottom: size, left: from },
    vectors,
    v + from,
    partners,
    w + from,
  );
  for (let earlier = start; earlier < k; earlier++) {
    const [ev, ew] = [earlier * size, (earlier - start) * size];
    const byPartner = dot(partners, ew + from, vectors, v + from, count);
    const byVector = dot(vectors, ev + from, vectors, v + from, count);
    for (let index = from; index < size; index++) {
      partners[w + index] =
        (partners[w + index] as number) -
        (vectors[ev + index] as number) * byPartner -
        (partners[ew + index] as number) * byVector;
    }
  }
  for (let index = from; index < size; index++) partners[w + index] = (partners[w + index] as number) * factor;
  const half = 0.5 * factor * dot(partners, w + from, vectors, v + from, count);
  for (let index = from; index < size; index++) {
    partners[w + index] = (partners[w + index] as number) - half * (vectors[v + index] as number);
  }
}

/** Takes v w' + w v' of the whole panel from the rows and columns behind it. */
async function update(
  rest: Float64Array,
  size: number,
  start: number,
  end: number,
  vectors: Float64Array,
  partners: Float64Array,
  multiply: Multiply,
): Promise<void> {
  const count = size - end;
  if (count === 0) return;
  const width = end - start;
  const left = matrixOf(2 * width, count);
  const right = matrixOf(2 * width, count);
  for (let k = 0; k < width; k++) {
    const v = vectors.subarray((start + k) * size + end, (start + k + 1) * size);
    const w = partners.subarray(k * size + end, (k + 1) * size);
    left.values.set(v, k * count);
    left.values.set(w, (width + k) * count);
    right.values.set(w, k * count);
    right.values.set(v, (width + k) * count);
  }
  const { values } = await multiply(left, right, { a: true });
  for (let row = 0; row < count; row++) {
    const to = (end + row) * size + end;
    const from = row * count;
    for (let index = 0; index < count; index++) {
      rest[to + index] = (rest[to + index] as number) - (values[from + index] as number);
    }
  }
}

/**
 * Eigenvectors of A from those of T: each row z becomes Q z.
 * @param rows count x size, changed in place
 */
export async function applyReflectors(
  { reflectors, factors }: Tridiagonal,
  rows: Matrix,
  multiply: Multiply,
): Promise<void> {
  const size = rows.columns;
  const width = 128;
  for (let end = size; end > 0; ) {
    const start = Math.floor((end - 1) / width) * width;
    const vectors = matrixOf(
      end - start,
      size,
      reflectors.values.subarray(start * size, end * size) as Float64Array<ArrayBuffer>,
    );
    const triangle = await compactFactor(vectors, factors.subarray(start, end), multiply);
    // (I - V' F V) z for each row z, F upper triangular.
    const onto = await multiply(rows, vectors, { b: true });
    const weighted = await multiply(onto, triangle, { b: true });
    const { values } = await multiply(weighted, vectors);
    for (let index = 0; index < values.length; index++) {
      rows.values[index] = (rows.values[index] as number) - (values[index] as number);
    }
    end = start;
  }
}

/** F with H_0 H_1 ... = I - V' F V (Schreiber and Van Loan 1989). */
async function compactFactor(vectors: Matrix, factors: Float64Array, multiply: Multiply): Promise<Matrix> {
  const width = vectors.rows;
  const overlaps = await multiply(vectors, vectors, { b: true });
  const triangle = matrixOf(width, width);
  const f = triangle.values;
  for (let k = 0; k < width; k++) {
    const factor = factors[k] as number;
    f[k * width + k] = factor;
    for (let row = 0; row < k; row++) {
      let sum = 0;
      for (let inner = row; inner < k; inner++) {
        sum += (f[row * width + inner] as number) * (overlaps.values[inner * width + k] as number);
      }
      f[row * width + k] = -factor * sum;
    }
  }
  return triangle;
}
