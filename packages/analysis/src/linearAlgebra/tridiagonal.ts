import { breathing } from './breathing.js';
import { TILE } from './denseKernel.js';
import { type Matrix, matrixOf } from './matrix.js';
import { dot, type Multiply } from './products.js';
import { reflectorInPlace } from './reflector.js';
import { copyScaled } from './scale.js';
import { addWeighted, packPanels, padded, strideOf, tileOf, type Workspace, withWorkspace } from './workspace.js';

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
 * Both are done for the upper half alone. 4/3 size³ operations.
 * @param matrix size x size, symmetric, finite; it is not changed
 * @param scale what it is taken over, for entries near 1
 */
export async function tridiagonalize(matrix: Matrix, scale: number): Promise<Tridiagonal> {
  const size = matrix.rows;
  const stride = strideOf(size);
  const height = padded(size);
  const panelAt = height * stride;
  const columnAt = panelAt + 2 * PANEL * stride;
  const weightsAt = columnAt + stride;
  const packedAt = weightsAt + 4 * PANEL;
  const count = packedAt + 4 * PANEL * height;
  return withWorkspace(count, async (workspace) => {
    const { numbers } = workspace;
    numbers.fill(0, 0, packedAt);
    for (let row = 0; row < size; row++) {
      copyScaled(matrix.values, row * size + row, size - row, scale, numbers, row * stride + row);
    }
    // The squares on the diagonal hold both halves.
    for (let row = 0; row < size; row++) {
      for (let column = tileOf(row); column < row; column++)
        numbers[row * stride + column] = numbers[column * stride + row] as number;
    }
    const form = {
      diagonal: new Float64Array(size),
      below: new Float64Array(Math.max(0, size - 1)),
      reflectors: matrixOf(size, size),
      factors: new Float64Array(size),
    };
    const reduction = { workspace, form, size, stride, panelAt, columnAt, weightsAt, packedAt };
    const breath = breathing();
    for (let start = 0; start < size; start += PANEL) {
      const end = Math.min(size, start + PANEL);
      numbers.fill(0, panelAt, columnAt);
      for (let k = start; k < end; k++) {
        reduceColumn(reduction, start, k);
        if (breath.due((size - k) ** 2)) await breath.take();
      }
      if (end < size) update(reduction, end);
      if (breath.due(PANEL * (size - end) ** 2)) await breath.take();
    }
    return form;
  });
}

interface Reduction {
  readonly workspace: Workspace;
  readonly form: Tridiagonal;
  readonly size: number;
  /** Numbers from a row to the next. */
  readonly stride: number;
  /** Where each begins: the panel's v_0, w_0, v_1, w_1, ..., with H A H = A - v w' - w v' for each pair. */
  readonly panelAt: number;
  readonly columnAt: number;
  readonly weightsAt: number;
  readonly packedAt: number;
}

/** Column k: its two entries of the tridiagonal matrix, its reflector v, and w. */
function reduceColumn(reduction: Reduction, start: number, k: number): void {
  const { workspace, form, size, stride, panelAt, columnAt, weightsAt } = reduction;
  const { numbers, kernel } = workspace;
  const earlier = 2 * (k - start);
  // The rows before this pair, and at times the pair itself, which then has no weight.
  const panelEnd = panelAt + padded(earlier) * stride;
  const [v, w] = [panelAt + earlier * stride, panelAt + (earlier + 1) * stride];

  numbers.copyWithin(columnAt + k, k * stride + k, k * stride + size);
  if (earlier > 0) {
    numbers.fill(0, weightsAt, weightsAt + padded(earlier));
    for (let row = 0; row < earlier; row++) {
      numbers[weightsAt + row] = -(numbers[panelAt + (row ^ 1) * stride + k] as number);
    }
    const from = tileOf(k);
    addWeighted(kernel, panelAt + from, panelEnd + from, stride, weightsAt, padded(size) - from, columnAt + from);
  }
  form.diagonal[k] = numbers[columnAt + k] as number;
  if (k === size - 1) return;
  const { factor, image } = reflectorInPlace(numbers, columnAt + k + 1, columnAt + size);
  form.below[k] = image;
  form.factors[k] = factor;
  form.reflectors.values.set(numbers.subarray(columnAt + k + 1, columnAt + size), k * size + k + 1);
  numbers.copyWithin(v + k + 1, columnAt + k + 1, columnAt + size);

  // w = factor (A v) - (factor/2)(w'v) v, where A is the matrix before this panel less what the panel did so far.
  const from = tileOf(k + 1);
  const length = padded(size) - from;
  kernel.addSymmetricTimes(8 * (from * stride + from), 8 * stride, 8 * (v + from), 8 * length, 8 * (w + from));
  if (earlier > 0) {
    const dots = weightsAt + 2 * PANEL;
    const [top, bottom] = [8 * (panelAt + from), 8 * (panelEnd + from)];
    kernel.timesVector(top, bottom, 8 * stride, 8 * (v + from), 8 * length, 8 * dots);
    for (let row = 0; row < earlier; row++) numbers[weightsAt + row] = -(numbers[dots + (row ^ 1)] as number);
    addWeighted(kernel, panelAt + from, panelEnd + from, stride, weightsAt, length, w + from);
  }
  numbers.fill(0, w + from, w + k + 1);
  const half = 0.5 * factor * factor * dot(numbers, w + k + 1, numbers, v + k + 1, size - k - 1);
  for (let index = k + 1; index < size; index++) {
    numbers[w + index] = factor * (numbers[w + index] as number) - half * (numbers[v + index] as number);
  }
}

/** Takes v w' + w v' of the whole panel from what is behind it, its upper half alone. */
function update({ workspace, size, stride, panelAt, packedAt }: Reduction, end: number): void {
  const { numbers, kernel } = workspace;
  const [depth, count] = [2 * PANEL, size - end];
  const otherAt = packedAt + depth * padded(count);
  const panel = { rows: depth, rowStep: stride, count, columnStep: 1 };
  packPanels(numbers, panelAt + end, panel, numbers, packedAt);
  // The same with each pair exchanged.
  for (let at = packedAt, to = otherAt; at < otherAt; at += 2 * TILE, to += 2 * TILE) {
    numbers.copyWithin(to, at + TILE, at + 2 * TILE);
    numbers.copyWithin(to + TILE, at, at + TILE);
  }
  for (let column = 0; column < count; column += TILE) {
    const [a, b] = [packedAt, otherAt + column * depth];
    const aEnd = a + (column + TILE) * depth;
    const c = end * stride + end + column;
    kernel.takeProduct(8 * a, 8 * aEnd, 8 * b, 8 * TILE * depth, 8 * c, 8 * stride);
  }
}

/** Reflectors that are applied at once. */
const GROUP = 64;

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
  const breath = breathing();
  for (let end = size; end > 0; ) {
    const start = Math.floor((end - 1) / GROUP) * GROUP;
    // Reflector k is zero up to k, so that what stands before `start` stays as it is.
    const vectors = block(reflectors, start, end, start);
    const triangle = await compactFactor(vectors, factors.subarray(start, end), multiply);
    // (I - V' F V) z for each row z, F upper triangular.
    const onto = await multiply(block(rows, 0, rows.rows, start), vectors, { b: true });
    const weighted = await multiply(onto, triangle, { b: true });
    const change = await multiply(weighted, vectors);
    for (let row = 0; row < rows.rows; row++) {
      const to = row * size + start;
      const from = row * change.columns;
      for (let index = 0; index < change.columns; index++) {
        rows.values[to + index] = (rows.values[to + index] as number) - (change.values[from + index] as number);
      }
    }
    if (breath.due(3 * rows.rows * change.columns)) await breath.take();
    end = start;
  }
}

/** Rows `top` to `bottom`, columns from `left` on: a copy, unless it is all of the columns. */
function block({ columns, values }: Matrix, top: number, bottom: number, left: number): Matrix {
  const width = columns - left;
  if (left === 0)
    return matrixOf(bottom - top, width, values.subarray(top * columns, bottom * columns) as Float64Array<ArrayBuffer>);
  const part = matrixOf(bottom - top, width);
  for (let row = top; row < bottom; row++) {
    part.values.set(values.subarray(row * columns + left, (row + 1) * columns), (row - top) * width);
  }
  return part;
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
      f[row * width + k] = -factor * dot(f, row * width + row, overlaps.values, k * width + row, k - row);
    }
  }
  return triangle;
}
