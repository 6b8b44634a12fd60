import { cpus } from 'node:os';
import { loadOnnxruntime } from '../loadOnnxruntime.js';
import type { Backend, Block } from './backend.js';
import { Centring } from './centring.js';
import { addCodeCounts } from './codeCounts.js';
import { preciseProductsGraph, productGraph } from './productGraph.js';
import { yieldingThreads } from './yieldingThreads.js';

/** From so many units on, what symmetry saves is more than what it costs to put the parts together. */
const SYMMETRIC_UNITS = 64;

/** Rows of a symmetric matrix are computed in so many parts, each from its own diagonal on: five eighths of the work. */
const SYMMETRIC_PARTS = 4;

/** onnxruntime's CPU kernels: float32 products at the speed of a tuned BLAS, on all cores. */
export async function openOnnxruntime(): Promise<Backend> {
  const { InferenceSession, Tensor } = await loadOnnxruntime();
  const open = (graph: Uint8Array) =>
    InferenceSession.create(graph, { executionProviders: ['cpu'], logSeverityLevel: 3, ...yieldingThreads });
  const quick = await open(productGraph());
  const precise = await open(preciseProductsGraph(1));
  const symmetric = await open(preciseProductsGraph(SYMMETRIC_PARTS));
  const [leftCentring, rightCentring] = [new Centring(), new Centring()];
  // One after another, since centred blocks are written where the last ones were.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
  const rows = (values: Float64Array, samples: number, first: number, end: number) =>
    new Tensor('float64', values.subarray(first * samples, end * samples), [end - first, samples]);
  const multiplyItself = async (block: Block) => {
    const { units, samples } = block;
    const values = leftCentring.centred(block);
    const starts = Array.from({ length: SYMMETRIC_PARTS + 1 }, (_, part) =>
      Math.floor((part * units) / SYMMETRIC_PARTS),
    );
    const inputs = starts.slice(0, -1).flatMap((first, part) => [
      [`x${part}`, rows(values, samples, first, starts[part + 1] as number)],
      [`y${part}`, rows(values, samples, first, units)],
    ]);
    const products = await symmetric.run(Object.fromEntries(inputs));
    const parts = starts.slice(0, -1).map((_, part) => products[`products${part}`]?.data as Float64Array);
    return wholeOf(parts, starts, units);
  };
  const multiplyPrecisely = async (left: Block, right: Block) => {
    const x = rows(leftCentring.centred(left), left.samples, 0, left.units);
    const y = right === left ? x : rows(rightCentring.centred(right), right.samples, 0, right.units);
    const { products0 } = await precise.run({ x0: x, y0: y });
    return products0?.data as Float64Array;
  };
  const multiply = async (left: Block, right: Block) => {
    const tensors = ({ values, units, samples, centre }: Block) =>
      [new Tensor('float32', values, [units, samples]), new Tensor('float32', centre, [units, 1])] as const;
    const [x, c] = tensors(left);
    // The same tensors on both sides where a block meets itself: nothing is copied twice.
    const [y, d] = right === left ? [x, c] : tensors(right);
    const { products } = await quick.run({ x, c, y, d });
    return products?.data as Float32Array;
  };
  return {
    name: 'onnxruntime',
    device: `${cpus()[0]?.model.trim() ?? 'CPU'}, ${cpus().length} threads`,
    crossProducts: multiply,
    preciseCrossProducts: (left, right) =>
      inTurn(() =>
        left === right && left.units >= SYMMETRIC_UNITS ? multiplyItself(left) : multiplyPrecisely(left, right),
      ),
    addCodeCounts,
    async dispose() {
      await quick.release();
      await precise.release();
      await symmetric.release();
    },
  };
}

/** A symmetric matrix from parts of its rows, each of which begins at its own diagonal. */
function wholeOf(parts: readonly Float64Array[], starts: readonly number[], size: number): Float64Array {
  const whole = new Float64Array(size * size);
  parts.forEach((part, index) => {
    const first = starts[index] as number;
    const width = size - first;
    for (let row = first; row < (starts[index + 1] as number); row++) {
      const from = (row - first) * width;
      whole.set(part.subarray(from, from + width), row * size + first);
    }
  });
  for (let row = 0; row < size; row++)
    for (let column = 0; column < row; column++) whole[row * size + column] = whole[column * size + row] as number;
  return whole;
}
