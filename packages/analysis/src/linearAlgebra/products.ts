import { yieldingThreads } from '../backends/yieldingThreads.js';
import { loadOnnxruntime } from '../loadOnnxruntime.js';
import { gemmGraph } from './gemmGraph.js';
import { type Matrix, matrixOf } from './matrix.js';
import { product, type Transposed } from './product.js';

/** The product a b in float64, either factor transposed where that is said. */
export type Multiply = (a: Matrix, b: Matrix, transpose?: Transposed) => Promise<Matrix>;

/**
 * Below this much work a product is done here. On an idle machine a third of it is still a little faster in the library, but on a
 * busy one its threads wait for each other.
 */
const SMALL_FLOPS = 1.2e7;

/** The product, in this thread, without any library. */
export const multiplyHere: Multiply = async (a, b, transpose) => product(a, b, transpose);

/**
 * Products by onnxruntime's float64 kernels where they are large, some three times as fast as those of this thread; where its
 * native library does not load, those of this thread.
 */
export async function openMultiply(): Promise<Multiply> {
  const library = await loadOnnxruntime().catch(() => undefined);
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
