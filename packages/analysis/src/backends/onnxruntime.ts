import { cpus } from 'node:os';
import type { Backend, Block } from './backend.js';
import { addCodeCounts } from './codeCounts.js';
import { productGraph, symmetricProductGraph } from './productGraph.js';
import { yieldingThreads } from './yieldingThreads.js';

/** From so many units on, what symmetry saves is more than what it costs to put the parts together. */
const SYMMETRIC_UNITS = 64;

/** onnxruntime's CPU kernels: float32 products at the speed of a tuned BLAS, on all cores. */
export async function openOnnxruntime(): Promise<Backend> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const open = (graph: Uint8Array) =>
    InferenceSession.create(graph, { executionProviders: ['cpu'], logSeverityLevel: 3, ...yieldingThreads });
  const quick = await open(productGraph({ precise: false }));
  const precise = await open(productGraph({ precise: true }));
  const symmetric = await open(symmetricProductGraph());
  const multiplyItself = async ({ values, units, samples, centre }: Block) => {
    const x = new Tensor('float32', values, [units, samples]);
    const c = new Tensor('float32', centre, [units, 1]);
    const { upper, lower } = await symmetric.run({ x, c });
    return wholeOf(upper?.data as Float64Array, lower?.data as Float64Array, units);
  };
  const multiply = async (session: typeof quick, left: Block, right: Block) => {
    const tensors = ({ values, units, samples, centre }: Block) =>
      [new Tensor('float32', values, [units, samples]), new Tensor('float32', centre, [units, 1])] as const;
    const [x, c] = tensors(left);
    // The same tensors on both sides where a block meets itself: nothing is copied twice.
    const [y, d] = right === left ? [x, c] : tensors(right);
    const { products } = await session.run({ x, c, y, d });
    return products?.data;
  };
  return {
    name: 'onnxruntime',
    device: `${cpus()[0]?.model.trim() ?? 'CPU'}, ${cpus().length} threads`,
    crossProducts: async (left, right) => (await multiply(quick, left, right)) as Float32Array,
    preciseCrossProducts: async (left, right) =>
      left === right && left.units >= SYMMETRIC_UNITS
        ? multiplyItself(left)
        : ((await multiply(precise, left, right)) as Float64Array),
    addCodeCounts,
    async dispose() {
      await quick.release();
      await precise.release();
      await symmetric.release();
    },
  };
}

/** A symmetric matrix from its first half of rows and its last quarter. */
function wholeOf(upper: Float64Array, lower: Float64Array, size: number): Float64Array {
  const whole = new Float64Array(size * size);
  whole.set(upper);
  const half = upper.length / size;
  for (let row = half; row < size; row++) {
    for (let column = 0; column < half; column++) whole[row * size + column] = upper[column * size + row] as number;
    const from = (row - half) * (size - half);
    whole.set(lower.subarray(from, from + size - half), row * size + half);
  }
  return whole;
}
