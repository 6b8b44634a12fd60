import type { Recording } from '../derivations/values.js';
import type { Store } from '../storage/store.js';
import { RecordingReader } from './readRecording.js';

const BLOCK_SAMPLES = 8192;
/** Values of a block, at most: 32 MB. */
const BLOCK_VALUES = 2 ** 23;

/** Rows `first` to `first + count`, whole: count x samples. Reads the whole recording once. */
export async function readRows(
  recording: Recording,
  store: Store,
  first: number,
  count: number,
  report: (fraction: number) => Promise<void>,
): Promise<Float32Array> {
  const { units, samples } = recording;
  const reader = new RecordingReader(recording, store);
  const step = Math.min(BLOCK_SAMPLES, samples, Math.max(1, Math.floor(BLOCK_VALUES / units)));
  const buffer = new Float32Array(units * step);
  const rows = new Float32Array(count * samples);
  for (let sample = 0; sample < samples; sample += step) {
    const taken = Math.min(step, samples - sample);
    const block = await reader.samples(sample, taken, buffer);
    for (let row = 0; row < count; row++)
      rows.set(block.subarray((first + row) * taken, (first + row + 1) * taken), row * samples + sample);
    await report((sample + taken) / samples);
  }
  return rows;
}
