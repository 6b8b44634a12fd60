import { Refusal } from '../errors.js';
import { BACKEND_NAMES, type Backend, type BackendName, type BackendReport } from './backend.js';

/** In the order in which they are tried; each is loaded only when its turn comes. */
const OPENERS: { readonly [Name in BackendName]?: () => Promise<Backend> } = {
  tensorflow: async () => (await import('./tensorflow.js')).openTensorflow(),
  onnxruntime: async () => (await import('./onnxruntime.js')).openOnnxruntime(),
  wasm: async () => (await import('./wasm.js')).openWasm(),
};

/** The backends of this version, in the order of preference. */
export const BACKENDS = BACKEND_NAMES.filter((name) => OPENERS[name] !== undefined);

/** @throws what the backend's library throws when it does not load here. */
export async function openBackend(name: BackendName): Promise<Backend> {
  const open = OPENERS[name];
  if (open === undefined) throw new Error(`this version has no backend ${name}`);
  return open();
}

export interface Selection {
  readonly backend: Backend;
  /** What became of each, in the order tried. */
  readonly reports: readonly BackendReport[];
}

/**
 * The first backend that opens, or exactly the one asked for.
 * @throws Refusal when the one asked for, or all of them, do not open.
 */
export async function selectBackend({ prefer }: { readonly prefer?: BackendName } = {}): Promise<Selection> {
  const reports: BackendReport[] = [];
  let backend: Backend | undefined;
  for (const name of BACKENDS) {
    if (prefer !== undefined && name !== prefer) {
      reports.push({ name, available: false, device: null, reason: `not tried: ${prefer} was asked for` });
    } else if (backend !== undefined) {
      reports.push({ name, available: false, device: null, reason: `not tried: ${backend.name} was there before it` });
    } else {
      try {
        backend = await openBackend(name);
        const reason = prefer === undefined ? 'the first that opened' : 'asked for';
        reports.push({ name, available: true, device: backend.device, reason });
      } catch (error) {
        reports.push({ name, available: false, device: null, reason: reasonOf(error) });
      }
    }
  }
  if (backend === undefined) {
    const reasons = reports.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    throw new Refusal(
      `No backend could be opened (${reasons}).`,
      `Unset UNITGRAPH_BACKEND, or name one of ${BACKENDS.join(', ')}.`,
    );
  }
  return { backend, reports };
}

/** The first line of what a library says when it does not load. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? 'no reason given'
  );
}
