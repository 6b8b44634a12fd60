import type { Recording } from '../derivations/values.js';
import type { Reduction } from '../derivations/wanted.js';
import type { Store } from '../storage/store.js';
import { LayerRecorder } from './layerRecorder.js';
import { RecordingReader } from './readRecording.js';

/** Values that are turned at a time. */
const BLOCK_VALUES = 2 ** 19;

/** Makes a recording of fewer samples out of one of all positions, as if the layer had been recorded so. */
export async function reduceRecording(
  recording: Recording,
  wanted: { readonly key: string; readonly title: string; readonly reduction: Reduction },
  store: Store,
  report: (fraction: number) => Promise<void>,
): Promise<Recording> {
  const { units, positions, stimuli } = recording;
  const recorder = new LayerRecorder({ ...wanted, tensor: wanted.title, units, positions }, stimuli, store);
  await recorder.resume();
  const reader = new RecordingReader(recording, store);
  const step = Math.max(1, Math.floor(BLOCK_VALUES / (units * positions)));
  for (let first = recorder.next; first < stimuli; first += step) {
    const count = Math.min(step, stimuli - first);
    const samples = count * positions;
    const block = await reader.samples(first * positions, samples);
    const outputs = new Float32Array(count * units * positions);
    for (let unit = 0; unit < units; unit++) {
      for (let stimulus = 0; stimulus < count; stimulus++) {
        const from = unit * samples + stimulus * positions;
        outputs.set(block.subarray(from, from + positions), (stimulus * units + unit) * positions);
      }
    }
    await recorder.take(outputs, first, count);
    await report((first + count) / stimuli);
  }
  return recorder.finish();
}
