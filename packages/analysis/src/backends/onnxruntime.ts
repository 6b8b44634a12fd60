import { cpus } from 'node:os';
import type { Backend, Block } from './backend.js';
import { addCodeCounts } from './codeCounts.js';
import { productGraph } from './productGraph.js';
import { yieldingThreads } from './yieldingThreads.js';

/** onnxruntime's CPU kernels: float32 products at the speed of a tuned BLAS, on all cores. */
export async function openOnnxruntime(): Promise<Backend> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const open = (graph: Uint8Array) =>
    InferenceSession.create(graph, { executionProviders: ['cpu'], logSeverityLevel: 3, ...yieldingThreads });
  const quick = await open(productGraph({ precise: false }));
  const precise = await open(productGraph({ precise: true }));
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
    preciseCrossProducts: async (left, right) => (await multiply(precise, left, right)) as Float64Array,
    addCodeCounts: async (left, right, sums) => addCodeCounts(left, right, sums),
    async dispose() {
      await quick.release();
      await precise.release();
    },
  };
}
