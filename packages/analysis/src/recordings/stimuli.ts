import type { Preprocessing, StimulusArray } from '../derivations/wanted.js';
import { Refusal } from '../errors.js';
import { decodeNpy } from '../formats/npy.js';
import type { Store } from '../storage/store.js';

/** Stimuli in memory, and the way from their raw values to a network's input. */
export interface Stimuli {
  readonly count: number;
  /** Input of `count` stimuli from `first` on: count x channels x height x width. */
  batch(first: number, count: number, preprocessing: Preprocessing): Float32Array;
}

/** @throws Refusal when the blob is not what the probe set says. */
export async function readStimuli(stimuli: StimulusArray, store: Store): Promise<Stimuli> {
  const name = `The stimuli ${store.describeBlob(stimuli.blob)}`;
  const { data, fortranOrder } = decodeNpy(await store.readBlob(stimuli.blob), name);
  const [channels = 1, height = 1, width = 1] = stimuli.shape;
  const size = channels * height * width;
  if (data.length !== stimuli.count * size || fortranOrder || data instanceof BigInt64Array) {
    throw new Refusal(
      `${name} holds ${data.length} values where ${stimuli.count} stimuli of ${stimuli.shape.join(' x ')} were expected.`,
      'Import the probe set again.',
    );
  }
  return {
    count: stimuli.count,
    batch(first, count, { scale, mean, deviation }) {
      const input = new Float32Array(count * size);
      for (let index = 0; index < input.length; index++) {
        const channel = Math.floor((index % size) / (height * width));
        const raw = data[first * size + index] as number;
        input[index] = (raw * scale - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
      }
      return input;
    },
  };
}
