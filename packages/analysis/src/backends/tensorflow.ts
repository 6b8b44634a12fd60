import { createRequire } from 'node:module';
import type { Backend } from './backend.js';
import { backendOverTfjs } from './tfjs.js';

/**
 * TensorFlow with CUDA through `@tensorflow/tfjs-node-gpu`. The package's JavaScript is always installed; its native
 * library, libtensorflow, is fetched only where an NVIDIA GPU is (scripts/install.mjs), so opening fails elsewhere.
 */
export async function openTensorflow(): Promise<Backend> {
  const require = createRequire(import.meta.url);
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 23) throw new Error('@tensorflow/tfjs-node-gpu 4.22 does not run on Node 23 or later');
  const tf = load(require);
  if (!(await tf.setBackend('tensorflow'))) throw new Error('tfjs could not start its TensorFlow backend');
  await tf.ready();
  const backend = tf.backend() as unknown as { isUsingGpuDevice?: boolean };
  if (backend.isUsingGpuDevice !== true) throw new Error('libtensorflow loaded but sees no CUDA device');
  return backendOverTfjs(tf, 'tensorflow', 'NVIDIA GPU through CUDA');
}

function load(require: NodeJS.Require): typeof import('@tensorflow/tfjs-core') {
  try {
    return require('@tensorflow/tfjs-node-gpu');
  } catch (error) {
    // What the package says of it is advice for another way of installing.
    if (!String(error).includes('tfjs_binding.node')) throw error;
    throw new Error('libtensorflow is not installed: it is fetched at installation where an NVIDIA GPU is');
  }
}
