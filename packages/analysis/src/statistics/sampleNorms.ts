import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import { BLOCK_SAMPLES } from './comoments.js';

/**
 * Squared distance of every sample from the mean sample: the diagonal of the centred Gram matrix, in one pass.
 * @returns one entry per sample, float64
 */
export async function sampleNorms(
  recording: Recording,
  store: Store,
  report: (fraction: number) => Promise<void>,
): Promise<Float64Array> {
  const { units, samples, moments } = recording;
  const reader = new RecordingReader(recording, store);
  const norms = new Float64Array(samples);
  const block = new Float32Array(units * BLOCK_SAMPLES);
  for (let first = 0; first < samples; first += BLOCK_SAMPLES) {
    const count = Math.min(BLOCK_SAMPLES, samples - first);
    const values = await reader.samples(first, count, block);
    for (let unit = 0; unit < units; unit++) {
      const mean = moments.mean[unit] as number;
      const from = unit * count;
      for (let sample = 0; sample < count; sample++) {
        const deviation = (values[from + sample] as number) - mean;
        norms[first + sample] = (norms[first + sample] as number) + deviation * deviation;
      }
    }
    await report((first + count) / samples);
  }
  return norms;
}
