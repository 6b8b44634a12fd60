import type { Recording } from '../derivations/values.js';
import type { Store } from '../storage/store.js';
import { LayerRecorder } from './layerRecorder.js';

/**
 * Writes an array of activations as a recording: one sample per stimulus.
 * @param values samples x units
 * @throws Refusal at a value that is NaN or infinite, naming unit and stimulus
 */
export async function writeRecording(
  values: Float32Array,
  { units, title, key }: { readonly units: number; readonly title: string; readonly key: string },
  store: Store,
): Promise<Recording> {
  const samples = values.length / units;
  const layer = { key, title, tensor: title, reduction: { kind: 'ALL_POSITIONS' }, units, positions: 1 } as const;
  const recorder = new LayerRecorder(layer, samples, store);
  await recorder.take(values, 0, samples);
  return recorder.finish();
}
