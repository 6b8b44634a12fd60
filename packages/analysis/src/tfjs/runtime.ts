import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type * as Converter from '@tensorflow/tfjs-converter';
import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';
import { ModelRefused, oneLine } from '../onnx/modelRefused.js';

export interface Runtime {
  readonly core: typeof Core;
  readonly layers: typeof Layers;
  readonly converter: typeof Converter;
}

/** TensorFlow.js. The ES builds of its packages lack the file extensions that Node wants, so the CommonJS builds are taken. */
export async function openRuntime(): Promise<Runtime> {
  const require = createRequire(import.meta.url);
  const core = require('@tensorflow/tfjs-core') as typeof Core;
  await chooseDevice(core);
  return {
    core,
    layers: require('@tensorflow/tfjs-layers') as typeof Layers,
    converter: require('@tensorflow/tfjs-converter') as typeof Converter,
  };
}

/**
 * Lets TensorFlow.js, which has one current device in all of a process, compute on libtensorflow while the engine's backend has that
 * open, else on WebAssembly. Weights that are on another one follow by themselves.
 */
export async function chooseDevice(core: typeof Core): Promise<void> {
  if (core.findBackendFactory('tensorflow') !== null) {
    if (core.getBackend() !== 'tensorflow') await core.setBackend('tensorflow');
  } else {
    if (core.findBackendFactory('wasm') === null) {
      const require = createRequire(import.meta.url);
      const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm');
      wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
    }
    if (core.getBackend() !== 'wasm' && !(await core.setBackend('wasm')))
      throw new Error('TensorFlow.js could not start its WebAssembly backend.');
  }
  await core.ready();
}

/** What TensorFlow.js threw, in a line, with the way out. */
export function runtimeRefusal(thrown: unknown): ModelRefused {
  if (thrown instanceof ModelRefused) return thrown;
  return new ModelRefused(
    `TensorFlow.js cannot run this model: ${oneLine(thrown).replace(/\.$/, '')}.`,
    'Convert it to ONNX in Python (python -m tf2onnx.convert --tfjs model.json --output network.onnx), and import that.',
  );
}
