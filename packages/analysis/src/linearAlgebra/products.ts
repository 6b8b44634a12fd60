import { yieldingThreads } from '../backends/yieldingThreads.js';
import { gemmGraph } from './gemmGraph.js';
import { type Matrix, matrixOf, transposed } from './matrix.js';

/** Which factors are taken transposed. */
export interface Transposed {
  readonly a?: boolean;
  readonly b?: boolean;
}

/** The product a b in float64, either factor transposed where that is said. */
export type Multiply = (a: Matrix, b: Matrix, transpose?: Transposed) => Promise<Matrix>;

/** Below this much work a product is done here: handing it to a library takes longer. */
const SMALL_FLOPS = 4e6;

/** The product, in this thread, without any library. */
export const multiplyHere: Multiply = async (a, b, transpose) => product(a, b, transpose);

/** The same at once. */
export function product(a: Matrix, b: Matrix, transpose: Transposed = {}): Matrix {
  return rowProducts(transpose.a ? transposed(a) : a, transpose.b ? b : transposed(b));
}

/**
 * Products by onnxruntime's float64 kernels, some ten times as fast as those of this thread; where its native library
 * does not load, those of this thread.
 */
export async function openMultiply(): Promise<Multiply> {
  const library = await import('onnxruntime-node').catch(() => undefined);
  if (library === undefined) return multiplyHere;
  const { InferenceSession, Tensor } = library;
  const sessions = new Map<string, ReturnType<typeof InferenceSession.create>>();
  const open = (a: boolean, b: boolean) => {
    const key = `${a} ${b}`;
    const options = { executionProviders: ['cpu'], logSeverityLevel: 3, ...yieldingThreads } as const;
    const session = sessions.get(key) ?? InferenceSession.create(gemmGraph(a, b), options);
    sessions.set(key, session);
    return session;
  };
  return async (a, b, transpose = {}) => {
    const rows = transpose.a ? a.columns : a.rows;
    const columns = transpose.b ? b.rows : b.columns;
    const inner = transpose.a ? a.rows : a.columns;
    if (2 * rows * columns * inner < SMALL_FLOPS) return product(a, b, transpose);
    const session = await open(transpose.a ?? false, transpose.b ?? false);
    const tensor = (matrix: Matrix) => new Tensor('float64', matrix.values, [matrix.rows, matrix.columns]);
    const { products } = await session.run({ a: tensor(a), b: tensor(b) });
    return matrixOf(rows, columns, products?.data as Float64Array<ArrayBuffer>);
  };
}

/** a b' with both factors' rows contiguous: four rows of a meet two of b at a time, so that each value read is used often. */
function rowProducts(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.columns) {
    throw new RangeError(`Factors of ${a.rows} x ${a.columns} and ${b.columns} x ${b.rows} do not fit.`);
  }
  const inner = a.columns;
  const result = matrixOf(a.rows, b.rows);
  const [x, y, out] = [a.values, b.values, result.values];
  const columns = b.rows;
  let row = 0;
  for (; row + 4 <= a.rows; row += 4) {
    const r0 = row * inner;
    const r1 = r0 + inner;
    const r2 = r1 + inner;
    const r3 = r2 + inner;
    let column = 0;
    for (; column + 2 <= columns; column += 2) {
      const c0 = column * inner;
      const c1 = c0 + inner;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let s20 = 0;
      let s21 = 0;
      let s30 = 0;
      let s31 = 0;
      for (let k = 0; k < inner; k++) {
        const y0 = y[c0 + k] as number;
        const y1 = y[c1 + k] as number;
        const x0 = x[r0 + k] as number;
        const x1 = x[r1 + k] as number;
        const x2 = x[r2 + k] as number;
        const x3 = x[r3 + k] as number;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s20 += x2 * y0;
        s21 += x2 * y1;
        s30 += x3 * y0;
        s31 += x3 * y1;
      }
      const at = row * columns + column;
      out[at] = s00;
      out[at + 1] = s01;
      out[at + columns] = s10;
      out[at + columns + 1] = s11;
      out[at + 2 * columns] = s20;
      out[at + 2 * columns + 1] = s21;
      out[at + 3 * columns] = s30;
      out[at + 3 * columns + 1] = s31;
    }
    for (; column < columns; column++) {
      for (let extra = row; extra < row + 4; extra++) {
        out[extra * columns + column] = dot(x, extra * inner, y, column * inner, inner);
      }
    }
  }
  for (; row < a.rows; row++) {
    for (let column = 0; column < columns; column++) {
      out[row * columns + column] = dot(x, row * inner, y, column * inner, inner);
    }
  }
  return result;
}

/** Inner product of two runs of `count` values. */
export function dot(x: Float64Array, xFrom: number, y: Float64Array, yFrom: number, count: number): number {
  let even = 0;
  let odd = 0;
  let index = 0;
  for (; index + 2 <= count; index += 2) {
    even += (x[xFrom + index] as number) * (y[yFrom + index] as number);
    odd += (x[xFrom + index + 1] as number) * (y[yFrom + index + 1] as number);
  }
  if (index < count) even += (x[xFrom + index] as number) * (y[yFrom + index] as number);
  return even + odd;
}
