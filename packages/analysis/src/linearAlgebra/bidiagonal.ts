import { breathing } from './breathing.js';
import { TILE } from './denseKernel.js';
import type { Matrix } from './matrix.js';
import { reflectorInPlace } from './reflector.js';
import { copyScaled } from './scale.js';
import { addWeighted, packPanels, padded, strideOf, tileOf, type Workspace, withWorkspace } from './workspace.js';

/** The two diagonals of U' A V. */
export interface Bidiagonal {
  /** columns entries. */
  readonly diagonal: Float64Array;
  /** Right of the diagonal: columns entries, the last of them 0. */
  readonly above: Float64Array;
}

/** Pairs of reflectors that are gathered before the rest of the matrix is brought up to date by one product. */
const PANEL = 32;

/**
 * A matrix brought to two diagonals by Householder reflectors from both sides (Golub and Kahan 1965, in panels as in LAPACK's
 * dlabrd): half of the work is matrix products, the other half products of the matrix with a vector. 8/3 size³ operations
 * where it is square.
 * @param matrix rows >= columns, finite; it is not changed
 * @param scale what it is taken over, for entries near 1
 */
export async function bidiagonalize(matrix: Matrix, scale: number): Promise<Bidiagonal> {
  const { rows, columns } = matrix;
  const [tall, wide] = [strideOf(rows), strideOf(columns)];
  const tallAt = padded(rows) * wide;
  const wideAt = tallAt + 2 * PANEL * tall;
  const columnAt = wideAt + 2 * PANEL * wide;
  const rowAt = columnAt + tall;
  const weightsAt = rowAt + wide;
  const packedAt = weightsAt + 4 * PANEL;
  const count = packedAt + 2 * PANEL * (padded(rows) + padded(columns));
  return withWorkspace(count, async (workspace) => {
    const { numbers } = workspace;
    numbers.fill(0, 0, packedAt);
    for (let row = 0; row < rows; row++) {
      copyScaled(matrix.values, row * columns, columns, scale, numbers, row * wide);
    }
    const form = { diagonal: new Float64Array(columns), above: new Float64Array(columns) };
    const places = { tall, wide, tallAt, wideAt, columnAt, rowAt, weightsAt, packedAt };
    const reduction = { workspace, form, rows, columns, ...places };
    const breath = breathing();
    for (let start = 0; start < columns; start += PANEL) {
      const end = Math.min(columns, start + PANEL);
      numbers.fill(0, tallAt, columnAt);
      for (let k = start; k < end; k++) {
        reduceColumn(reduction, start, k);
        if (k + 1 < columns) reduceRow(reduction, start, k);
        if (breath.due(2 * (rows - k) * (columns - k))) await breath.take();
      }
      if (end < columns) update(reduction, end);
      if (breath.due(2 * PANEL * (rows - end) * (columns - end))) await breath.take();
    }
    return form;
  });
}

/** The matrix after a pair is A - v y' - x u': reflector v of a column, u of a row. */
interface Reduction {
  readonly workspace: Workspace;
  readonly form: Bidiagonal;
  readonly rows: number;
  readonly columns: number;
  /** Numbers from a row to the next of the panel v_0, x_0, v_1, x_1, ..., and of the panel y_0, u_0, ... and the matrix. */
  readonly tall: number;
  readonly wide: number;
  /** Where each begins. */
  readonly tallAt: number;
  readonly wideAt: number;
  readonly columnAt: number;
  readonly rowAt: number;
  readonly weightsAt: number;
  readonly packedAt: number;
}

/** Column k: its entry on the diagonal, its reflector v, and y = factor (A' v), A with all that the panel did so far. */
function reduceColumn(reduction: Reduction, start: number, k: number): void {
  const { workspace, form, rows, columns, tall, wide, tallAt, wideAt, columnAt, weightsAt } = reduction;
  const { numbers, kernel } = workspace;
  const earlier = 2 * (k - start);
  const [v, y] = [tallAt + earlier * tall, wideAt + earlier * wide];
  const top = tileOf(k);
  const height = padded(rows) - top;
  const [above, end] = [tallAt + top, tallAt + padded(earlier) * tall + top];

  for (let row = k; row < rows; row++) numbers[columnAt + row] = numbers[row * wide + k] as number;
  if (earlier > 0) {
    setWeights(numbers, weightsAt, earlier, wideAt + k, wide);
    addWeighted(kernel, above, end, tall, weightsAt, height, columnAt + top);
  }
  const { factor, image } = reflectorInPlace(numbers, columnAt + k, columnAt + rows);
  form.diagonal[k] = image;
  numbers.copyWithin(v + k, columnAt + k, columnAt + rows);
  if (k + 1 === columns) return;

  const left = tileOf(k + 1);
  const width = padded(columns) - left;
  addWeighted(kernel, top * wide + left, padded(rows) * wide + left, wide, v + top, width, y + left);
  if (earlier > 0) {
    const dots = weightsAt + 2 * PANEL;
    kernel.timesVector(8 * above, 8 * end, 8 * tall, 8 * (v + top), 8 * height, 8 * dots);
    setWeights(numbers, weightsAt, earlier, dots, 1);
    addWeighted(kernel, wideAt + left, wideAt + padded(earlier) * wide + left, wide, weightsAt, width, y + left);
  }
  scale(numbers, y, left, k + 1, columns, factor);
}

/** Row k: its entry right of the diagonal, its reflector u, and x = factor (A u). */
function reduceRow(reduction: Reduction, start: number, k: number): void {
  const { workspace, form, rows, columns, tall, wide, tallAt, wideAt, rowAt, weightsAt } = reduction;
  const { numbers, kernel } = workspace;
  const place = 2 * (k - start) + 1;
  const [x, u] = [tallAt + place * tall, wideAt + place * wide];
  // Up to y of this pair; u and x of it are still zero.
  const known = place + 1;
  const left = tileOf(k + 1);
  const width = padded(columns) - left;
  const [above, end] = [wideAt + left, wideAt + padded(known) * wide + left];

  numbers.copyWithin(rowAt + left, k * wide + left, k * wide + columns);
  setWeights(numbers, weightsAt, known, tallAt + k, tall);
  addWeighted(kernel, above, end, wide, weightsAt, width, rowAt + left);
  const { factor, image } = reflectorInPlace(numbers, rowAt + k + 1, rowAt + columns);
  form.above[k] = image;
  numbers.fill(0, rowAt + left, rowAt + k + 1);

  const height = padded(rows) - left;
  const matrix = left * wide + left;
  const matrixEnd = padded(rows) * wide + left;
  kernel.timesVector(8 * matrix, 8 * matrixEnd, 8 * wide, 8 * (rowAt + left), 8 * width, 8 * (x + left));
  const dots = weightsAt + 2 * PANEL;
  kernel.timesVector(8 * above, 8 * end, 8 * wide, 8 * (rowAt + left), 8 * width, 8 * dots);
  setWeights(numbers, weightsAt, known, dots, 1);
  addWeighted(kernel, tallAt + left, tallAt + padded(known) * tall + left, tall, weightsAt, height, x + left);
  scale(numbers, x, left, k + 1, rows, factor);
  numbers.copyWithin(u + k + 1, rowAt + k + 1, rowAt + columns);
}

/** Weights that take away: so many numbers with their sign turned, and zeros up to a multiple of `TILE`. */
function setWeights(numbers: Float64Array, weightsAt: number, count: number, from: number, step: number): void {
  for (let index = 0; index < count; index++) numbers[weightsAt + index] = -(numbers[from + index * step] as number);
  numbers.fill(0, weightsAt + count, weightsAt + padded(count));
}

/** Multiplies what stands from `start` on, and clears what the kernel wrote before it. */
function scale(numbers: Float64Array, at: number, left: number, start: number, end: number, factor: number): void {
  numbers.fill(0, at + left, at + start);
  for (let index = at + start; index < at + end; index++) numbers[index] = (numbers[index] as number) * factor;
}

/** Takes v y' + x u' of the whole panel from what is behind it. */
function update(reduction: Reduction, end: number): void {
  const { workspace, rows, columns, tall, wide, tallAt, wideAt, packedAt } = reduction;
  const { numbers, kernel } = workspace;
  const depth = 2 * PANEL;
  const [height, width] = [rows - end, columns - end];
  const otherAt = packedAt + depth * padded(height);
  packPanels(numbers, tallAt + end, { rows: depth, rowStep: tall, count: height, columnStep: 1 }, numbers, packedAt);
  packPanels(numbers, wideAt + end, { rows: depth, rowStep: wide, count: width, columnStep: 1 }, numbers, otherAt);
  for (let column = 0; column < width; column += TILE) {
    const b = otherAt + column * depth;
    const c = end * wide + end + column;
    kernel.takeProduct(8 * packedAt, 8 * otherAt, 8 * b, 8 * TILE * depth, 8 * c, 8 * wide);
  }
}
