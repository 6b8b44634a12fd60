import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Backend } from './backend.js';
import { addCodeCounts } from './codeCounts.js';
import { backendOverTfjs } from './tfjs.js';

/** Its kernel adds up sample after sample in float32: so many at a time, and then those sums, or digits are lost. */
const RUN_SAMPLES = 128;

/** tfjs's WebAssembly kernels: for machines where no native library loads. One thread. */
export async function openWasm(): Promise<Backend> {
  // The ES builds of tfjs lack the file extensions that Node wants, so its CommonJS builds are taken.
  const require = createRequire(import.meta.url);
  const tf = require('@tensorflow/tfjs-core') as typeof import('@tensorflow/tfjs-core');
  const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs could not start its WebAssembly backend');
  await tf.ready();
  const productOf = (x: Tensor2D, y: Tensor2D): Tensor2D => {
    // The fast kernel takes nothing transposed, and the other one is ten times as slow.
    const turned = tf.transpose<Tensor2D>(y);
    const [units, samples] = x.shape;
    const [others] = y.shape;
    const runFrom = (first: number): Tensor2D => {
      const count = Math.min(RUN_SAMPLES, samples - first);
      return tf.matMul(tf.slice2d(x, [0, first], [units, count]), tf.slice2d(turned, [first, 0], [count, others]));
    };
    let sum = runFrom(0);
    for (let first = RUN_SAMPLES; first < samples; first += RUN_SAMPLES) sum = tf.add(sum, runFrom(first));
    return sum;
  };
  return {
    ...backendOverTfjs(tf, 'wasm', 'WebAssembly with SIMD, 1 thread', productOf),
    flopsAtOnce: { crossProducts: 1e9, preciseCrossProducts: 1e9 },
    addCodeCounts,
  };
}
