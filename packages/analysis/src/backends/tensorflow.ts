import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type * as Tfjs from '@tensorflow/tfjs-core';
import type { Backend } from './backend.js';
import { addCodeCounts } from './codeCounts.js';
import { loadTensorflowAddon, type TensorflowAddon } from './tensorflowAddon.js';
import { backendOverTfjs } from './tfjs.js';

const NVIDIA = '/proc/driver/nvidia';

/** Backends that are in use: tfjs has one device of this name for all of them. */
let opened = 0;

/**
 * TensorFlow, by the JavaScript of `@tensorflow/tfjs-node-gpu` over whatever libtensorflow is installed: with CUDA, or on the CPU. The
 * package's own entry is passed by, since it makes itself the backend of all of tfjs and finds no addon but its own.
 * @param options `cuda`: refuse the CPU, which libtensorflow also falls back to by itself
 */
export async function openTensorflow({ cuda = false }: { readonly cuda?: boolean } = {}): Promise<Backend> {
  // Asked first, because it costs nothing: libtensorflow takes half a second and 150 MB.
  if (cuda && process.platform === 'linux' && !existsSync(join(NVIDIA, 'version')))
    throw new Error('no NVIDIA driver is here; on the CPU it is only used when it is asked for by name');
  const require = createRequire(import.meta.url);
  const addon = loadTensorflowAddon(require);
  const usesCuda = addon.isUsingGpuDevice();
  if (cuda && !usesCuda)
    throw new Error(`TensorFlow ${addon.TF_Version} loaded but sees no CUDA device; on the CPU, ask for it by name`);
  const tf = require('@tensorflow/tfjs-core') as typeof Tfjs;
  register(tf, addon, require);
  if (!(await tf.setBackend('tensorflow'))) throw new Error('tfjs could not start its TensorFlow backend');
  await tf.ready();
  opened++;
  const backend = backendOverTfjs(tf, 'tensorflow', deviceOf(addon, usesCuda));
  return {
    ...backend,
    // One-hot codes are almost only zeros: the CPU need not multiply them.
    ...(usesCuda ? {} : { addCodeCounts, flopsAtOnce: { crossProducts: 5e9, preciseCrossProducts: 5e9 } }),
    async dispose() {
      // Tensors that models still have there keep their device; what is opened from now on finds another one.
      if (--opened === 0) tf.removeBackend('tensorflow');
    },
  };
}

function register(tf: typeof Tfjs, addon: TensorflowAddon, require: NodeJS.Require): void {
  if (tf.findBackendFactory('tensorflow') !== null) return;
  require('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
  const { NodeJSKernelBackend } = require('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend') as {
    NodeJSKernelBackend: new (addon: TensorflowAddon, name: string) => Tfjs.KernelBackend;
  };
  tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(addon, '@tensorflow/tfjs-node-gpu'), 0);
}

function deviceOf({ TF_Version: version }: TensorflowAddon, usesCuda: boolean): string {
  if (usesCuda) return `TensorFlow ${version} with CUDA, ${nvidiaName() ?? 'NVIDIA GPU'}`;
  return `TensorFlow ${version} on the CPU, ${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} threads`;
}

/** As the driver calls the first GPU; TensorFlow.js does not tell. */
function nvidiaName(): string | undefined {
  try {
    const [first = ''] = readdirSync(join(NVIDIA, 'gpus'));
    return /^Model:\s*(.+)$/m.exec(readFileSync(join(NVIDIA, 'gpus', first, 'information'), 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
