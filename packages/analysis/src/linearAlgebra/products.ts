import { yieldingThreads } from '../backends/yieldingThreads.js';
import { loadOnnxruntime } from '../loadOnnxruntime.js';
import { rangesOf } from '../threads/task.js';
import { breathing } from './breathing.js';
import { gemmGraph } from './gemmGraph.js';
import { type Matrix, matrixOf } from './matrix.js';
import { product, productSteps, type Transposed } from './product.js';
import { restingBetween } from './steps.js';

/** The product a b in float64, either factor transposed where that is said. */
export type Multiply = (a: Matrix, b: Matrix, transpose?: Transposed) => Promise<Matrix>;

/**
 * Below this much work a product is done here. On an idle machine a third of it is still a little faster in the library, but on a
 * busy one its threads wait for each other.
 */
const SMALL_FLOPS = 1.2e7;

/** The library works in this thread: what it is given at once takes some tens of milliseconds, and so many times as much work as a loop. */
const MOST_FLOPS = 2e9;
const TIMES_A_LOOP = 20;

/** The product, in this thread, without any library. */
export const multiplyHere: Multiply = (a, b, transpose) => restingBetween(productSteps(a, b, transpose));

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
    const flops = 2 * rows * columns * inner;
    if (flops < SMALL_FLOPS) return product(a, b, transpose);
    const session = await open(transpose.a ?? false, transpose.b ?? false);
    const tensor = (matrix: Matrix) => new Tensor('float64', matrix.values, [matrix.rows, matrix.columns]);
    const breath = breathing();
    const right = tensor(b);
    const multiplied = async (part: Matrix): Promise<Float64Array<ArrayBuffer>> => {
      const { products } = await session.run({ a: tensor(part), b: right });
      const found = products?.data as Float64Array<ArrayBuffer>;
      if (breath.due((2 * found.length * inner) / TIMES_A_LOOP)) await breath.take();
      return found;
    };
    if (flops <= MOST_FLOPS) return matrixOf(rows, columns, await multiplied(a));
    const whole = matrixOf(rows, columns);
    for (const { first, end } of rangesOf(rows, Math.ceil(flops / MOST_FLOPS)))
      whole.values.set(await multiplied(rowsOf(a, transpose.a ?? false, first, end)), first * columns);
    return whole;
  };
}

/** Rows of a factor, or of its transpose: its columns, copied. */
function rowsOf({ rows, columns, values }: Matrix, isTransposed: boolean, first: number, end: number): Matrix {
  const own = values.subarray(first * columns, end * columns) as Float64Array<ArrayBuffer>;
  if (!isTransposed) return matrixOf(end - first, columns, own);
  const part = matrixOf(rows, end - first);
  for (let row = 0; row < rows; row++)
    part.values.set(values.subarray(row * columns + first, row * columns + end), row * (end - first));
  return part;
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
