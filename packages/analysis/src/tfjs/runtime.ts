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

/**
 * TensorFlow.js, on libtensorflow where the engine's backend has loaded that, else on WebAssembly. The ES builds of its packages
 * lack the file extensions that Node wants, so the CommonJS builds are taken.
 */
export async function openRuntime(): Promise<Runtime> {
  const require = createRequire(import.meta.url);
  const core = require('@tensorflow/tfjs-core') as typeof Core;
  if (core.findBackend('tensorflow') === null && core.findBackend('wasm') === null) {
    const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  }
  if (core.getBackend() !== 'tensorflow' && !(await core.setBackend('wasm'))) {
    throw new Error('TensorFlow.js could not start its WebAssembly backend.');
  }
  await core.ready();
  return {
    core,
    layers: require('@tensorflow/tfjs-layers') as typeof Layers,
    converter: require('@tensorflow/tfjs-converter') as typeof Converter,
  };
}

/** What TensorFlow.js threw, in a line, with the way out. */
export function runtimeRefusal(thrown: unknown): ModelRefused {
  if (thrown instanceof ModelRefused) return thrown;
  return new ModelRefused(
    `TensorFlow.js cannot run this model: ${oneLine(thrown).replace(/\.$/, '')}.`,
    'Convert it to ONNX in Python (python -m tf2onnx.convert --tfjs model.json --output network.onnx), and import that.',
  );
}
