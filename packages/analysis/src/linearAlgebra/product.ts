import { type Matrix, matrixOf } from './matrix.js';
import { atOnce, type Steps } from './steps.js';
import { packPanels, padded, strideOf, withWorkspaceInSteps } from './workspace.js';

/** Which factors are taken transposed. */
export interface Transposed {
  readonly a?: boolean;
  readonly b?: boolean;
}

/** Blocks of the factors that stay in the cache: so many rows of a, so much of what is summed over, so many columns of b. */
const ROWS = 128;
const DEPTH = 256;
const COLUMNS = 256;

/** The product a b in float64, either factor transposed where that is said: in this thread, two numbers at a time. */
export function product(a: Matrix, b: Matrix, transpose: Transposed = {}): Matrix {
  return atOnce(productSteps(a, b, transpose));
}

/** The same in steps. */
export function* productSteps(a: Matrix, b: Matrix, transpose: Transposed = {}): Steps<Matrix> {
  const [rows, depth] = transpose.a ? [a.columns, a.rows] : [a.rows, a.columns];
  const [inner, columns] = transpose.b ? [b.columns, b.rows] : [b.rows, b.columns];
  if (depth !== inner) throw new RangeError(`Factors of ${rows} x ${depth} and ${inner} x ${columns} do not fit.`);
  const result = matrixOf(rows, columns);
  if (rows * depth * columns === 0) return result;
  // Steps of a and b along what is summed over, and along the rows and columns of the product.
  const [aStep, aAcross] = transpose.a ? [a.columns, 1] : [1, a.columns];
  const [bStep, bAcross] = transpose.b ? [1, b.columns] : [b.columns, 1];
  const most = {
    rows: padded(Math.min(rows, ROWS)),
    depth: Math.min(depth, DEPTH),
    columns: Math.min(columns, COLUMNS),
  };
  const stride = strideOf(most.columns);
  const bFrom = most.rows * most.depth;
  const cFrom = bFrom + padded(most.columns) * most.depth;
  yield* withWorkspaceInSteps(cFrom + most.rows * stride, function* ({ numbers, kernel }) {
    for (let left = 0; left < columns; left += COLUMNS) {
      const width = Math.min(COLUMNS, columns - left);
      for (let top = 0; top < rows; top += ROWS) {
        const height = Math.min(ROWS, rows - top);
        numbers.fill(0, cFrom, cFrom + padded(height) * stride);
        for (let first = 0; first < depth; first += DEPTH) {
          const deep = Math.min(DEPTH, depth - first);
          const aPart = { rows: deep, rowStep: aStep, count: height, columnStep: aAcross };
          const bPart = { rows: deep, rowStep: bStep, count: width, columnStep: bAcross };
          packPanels(a.values, first * aStep + top * aAcross, aPart, numbers, 0);
          packPanels(b.values, first * bStep + left * bAcross, bPart, numbers, bFrom);
          for (let column = 0; column < width; column += 4) {
            const panel = 8 * (bFrom + column * deep);
            kernel.addProduct(0, 8 * padded(height) * deep, panel, 32 * deep, 8 * (cFrom + column), 8 * stride);
          }
          yield height * deep * width;
        }
        for (let row = 0; row < height; row++) {
          const from = cFrom + row * stride;
          result.values.set(numbers.subarray(from, from + width), (top + row) * columns + left);
        }
      }
    }
  });
  return result;
}
