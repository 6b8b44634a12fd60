import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { Backend } from './backend.js';
import { addCodeCounts } from './codeCounts.js';
import { backendOverTfjs } from './tfjs.js';

/** tfjs's WebAssembly kernels: for machines where no native library loads. One thread. */
export async function openWasm(): Promise<Backend> {
  // The ES builds of tfjs lack the file extensions that Node wants, so its CommonJS builds are taken.
  const require = createRequire(import.meta.url);
  const tf = require('@tensorflow/tfjs-core') as typeof import('@tensorflow/tfjs-core');
  const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs could not start its WebAssembly backend');
  await tf.ready();
  return {
    ...backendOverTfjs(tf, 'wasm', 'WebAssembly with SIMD, 1 thread'),
    addCodeCounts,
  };
}
