import { implicitQl } from './implicitQl.js';
import { type Matrix, matrixOf, transposed } from './matrix.js';
import { dot, type Multiply } from './products.js';
import { reflectorInPlace } from './reflector.js';
import { scaledToOne } from './symmetricEigen.js';
import { addVectorTimes, timesVector } from './vectorProducts.js';

/** Pairs of reflectors that are gathered before the rest of the matrix is brought up to date by one product. */
const PANEL = 32;

/**
 * Singular values of a matrix, descending, each to the machine's precision times the largest: the matrix is brought to two
 * diagonals (Golub and Kahan 1965, in panels as in LAPACK's dlabrd), whose singular values are the positive eigenvalues
 * of a tridiagonal matrix of twice the size. 8/3 size³ operations.
 * @returns min(rows, columns) values, all >= 0
 * @throws Refusal where an entry is NaN or infinite
 */
export async function singularValues(matrix: Matrix, multiply: Multiply): Promise<Float64Array> {
  const { scaled, scale } = scaledToOne(matrix.rows >= matrix.columns ? matrix : transposed(matrix));
  const { diagonal, above } = await bidiagonalize(scaled, multiply);
  const size = diagonal.length;
  const zeros = new Float64Array(2 * size);
  const interleaved = new Float64Array(2 * size);
  for (let index = 0; index < size; index++) {
    interleaved[2 * index] = diagonal[index] as number;
    interleaved[2 * index + 1] = above[index] as number;
  }
  implicitQl(zeros, interleaved);
  return zeros
    .sort()
    .reverse()
    .subarray(0, size)
    .map((value) => Math.max(0, value) * scale);
}

/** The two diagonals of U' A V, rows >= columns: column reflectors v, row reflectors u, A := A - V Y' - X U'. */
async function bidiagonalize(
  matrix: Matrix,
  multiply: Multiply,
): Promise<{ readonly diagonal: Float64Array; readonly above: Float64Array }> {
  const { rows, columns } = matrix;
  const rest = matrix.values.slice();
  const diagonal = new Float64Array(columns);
  const above = new Float64Array(columns);
  const v = new Float64Array(PANEL * rows);
  const x = new Float64Array(PANEL * rows);
  const u = new Float64Array(PANEL * columns);
  const y = new Float64Array(PANEL * columns);
  const column = new Float64Array(rows);
  const row = new Float64Array(columns);

  for (let start = 0; start < columns; start += PANEL) {
    const end = Math.min(columns, start + PANEL);
    const width = end - start;
    for (const panel of [v, x, u, y]) panel.fill(0);
    for (let k = start; k < end; k++) {
      const place = k - start;
      for (let index = k; index < rows; index++) column[index] = rest[index * columns + k] as number;
      for (let earlier = 0; earlier < place; earlier++) {
        subtract(column, v, earlier * rows, y[earlier * columns + k] as number, k, rows);
        subtract(column, x, earlier * rows, u[earlier * columns + k] as number, k, rows);
      }
      const left = reflectorInPlace(column, k, rows);
      diagonal[k] = left.image;
      v.set(column.subarray(k, rows), place * rows + k);
      if (k === columns - 1) break;

      // y = factor (A' v), A with all that the panel did so far.
      const yk = y.subarray(place * columns, (place + 1) * columns);
      const behind = { values: rest, columns, bottom: rows, left: k + 1 };
      addVectorTimes(column, k, { ...behind, top: k }, yk, k + 1);
      for (let earlier = 0; earlier < place; earlier++) {
        const onto = dot(v, earlier * rows + k, column, k, rows - k);
        subtract(yk, y, earlier * columns, onto, k + 1, columns);
        const across = dot(x, earlier * rows + k, column, k, rows - k);
        subtract(yk, u, earlier * columns, across, k + 1, columns);
      }
      for (let index = k + 1; index < columns; index++) yk[index] = (yk[index] as number) * left.factor;

      for (let index = k + 1; index < columns; index++) row[index] = rest[k * columns + index] as number;
      for (let earlier = 0; earlier <= place; earlier++) {
        subtract(row, y, earlier * columns, v[earlier * rows + k] as number, k + 1, columns);
        if (earlier < place) subtract(row, u, earlier * columns, x[earlier * rows + k] as number, k + 1, columns);
      }
      const right = reflectorInPlace(row, k + 1, columns);
      above[k] = right.image;
      u.set(row.subarray(k + 1), place * columns + k + 1);

      // x = factor (A u).
      const xk = x.subarray(place * rows, (place + 1) * rows);
      const count = columns - k - 1;
      timesVector({ ...behind, top: k + 1 }, row, k + 1, xk, k + 1);
      for (let earlier = 0; earlier <= place; earlier++) {
        const onto = dot(y, earlier * columns + k + 1, row, k + 1, count);
        subtract(xk, v, earlier * rows, onto, k + 1, rows);
        if (earlier === place) continue;
        const across = dot(u, earlier * columns + k + 1, row, k + 1, count);
        subtract(xk, x, earlier * rows, across, k + 1, rows);
      }
      for (let index = k + 1; index < rows; index++) xk[index] = (xk[index] as number) * right.factor;
    }
    if (end === columns) break;
    const tall = stacked(v, x, rows, end, width);
    const wide = stacked(y, u, columns, end, width);
    const { values } = await multiply(tall, wide, { a: true });
    const count = columns - end;
    for (let index = end; index < rows; index++) {
      for (let other = 0; other < count; other++) {
        const at = index * columns + end + other;
        rest[at] = (rest[at] as number) - (values[(index - end) * count + other] as number);
      }
    }
  }
  return { diagonal, above };
}

function subtract(
  target: Float64Array,
  from: Float64Array,
  offset: number,
  weight: number,
  start: number,
  end: number,
): void {
  for (let index = start; index < end; index++) {
    target[index] = (target[index] as number) - weight * (from[offset + index] as number);
  }
}

/** The panel's rows of both, from entry `end` on: 2 width x (length - end). */
function stacked(first: Float64Array, second: Float64Array, length: number, end: number, width: number): Matrix {
  const count = length - end;
  const result = matrixOf(2 * width, count);
  for (let k = 0; k < width; k++) {
    result.values.set(first.subarray(k * length + end, (k + 1) * length), k * count);
    result.values.set(second.subarray(k * length + end, (k + 1) * length), (width + k) * count);
  }
  return result;
}
