import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The part of the addon's surface that is used here; TensorFlow.js's own JavaScript uses the rest. */
export interface TensorflowAddon {
  /** Of libtensorflow, for example `2.15.1`. */
  readonly TF_Version: string;
  isUsingGpuDevice(): boolean;
}

/** Packages whose installation fetches an addon: with CUDA, and for the CPU. Only the first is a dependency, an optional one. */
const PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

/** Where `npm run tensorflow` puts the addon that it compiles, for the CPU. */
const OURS = fileURLToPath(new URL('../../.tensorflow/tfjs_binding.node', import.meta.url));

/**
 * The native addon of TensorFlow.js, with libtensorflow. Addons of all versions since 3 have the same functions, so that the
 * JavaScript of one package runs over whichever is there.
 * @throws Error where none is installed, or what the loader of libraries says of the last one
 */
export function loadTensorflowAddon(require: NodeJS.Require): TensorflowAddon {
  const found = [...PACKAGES.flatMap((name) => installedBy(name, require)), OURS].filter(existsSync);
  // libtensorflow tells of every instruction that it was not compiled for; errors are still told.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // Since Ampere, products of float32 are rounded to 10 bits of mantissa unless cuBLAS is told otherwise before it starts.
  process.env.NVIDIA_TF32_OVERRIDE ??= '0';
  let problem: unknown = new Error(
    'libtensorflow is not installed: it is fetched at installation where an NVIDIA GPU is, and `npm run tensorflow` makes one for the CPU',
  );
  for (const file of found) {
    try {
      return require(file) as TensorflowAddon;
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

function installedBy(name: string, require: NodeJS.Require): string[] {
  try {
    const folder = join(dirname(require.resolve(`${name}/package.json`)), 'lib');
    return readdirSync(folder).map((version) => join(folder, version, 'tfjs_binding.node'));
  } catch {
    return [];
  }
}
