import { BACKEND_NAMES, type Backend, type BackendName } from './backend.js';

/** One way to open a backend. */
export interface Candidate {
  readonly name: BackendName;
  /** Never tried unless it is asked for by name. */
  readonly onlyAsked?: boolean;
  open(): Promise<Backend>;
}

/**
 * In the order in which they are tried where nobody names one: what has a GPU, then CPUs by their speed. Each is loaded only when
 * its turn comes. The last candidate of a name is what that name opens when it is asked for.
 */
export const CANDIDATES: readonly Candidate[] = [
  { name: 'tensorflow', open: async () => (await import('./tensorflow.js')).openTensorflow({ cuda: true }) },
  { name: 'webgpu', open: async () => (await import('./webgpu.js')).openWebgpu({ software: false }) },
  { name: 'onnxruntime', open: async () => (await import('./onnxruntime.js')).openOnnxruntime() },
  { name: 'tensorflow', open: async () => (await import('./tensorflow.js')).openTensorflow() },
  { name: 'wasm', open: async () => (await import('./wasm.js')).openWasm() },
  { name: 'webgpu', onlyAsked: true, open: async () => (await import('./webgpu.js')).openWebgpu({ software: true }) },
];

/** The backends of this version. */
export const BACKENDS = BACKEND_NAMES.filter((name) => CANDIDATES.some((candidate) => candidate.name === name));

/** @throws what the backend's library throws when it does not load here. */
export async function openBackend(name: BackendName): Promise<Backend> {
  const candidate = CANDIDATES.findLast((each) => each.name === name);
  if (candidate === undefined) throw new Error(`this version has no backend ${name}`);
  return candidate.open();
}
