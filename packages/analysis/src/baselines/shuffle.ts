import type { RecordingReader } from '../recordings/readRecording.js';
import { RandomSource } from './randomSource.js';

/** A run of stimuli in a random order: units x samples, activations or codes of bins. */
export interface ShuffledChunk<Values extends Float32Array | Uint8Array = Float32Array> {
  readonly index: number;
  readonly values: Values;
  readonly units: number;
  readonly samples: number;
}

/** Order of a chunk's stimuli: the same for every recording on that probe set, so that pairs stay pairs. */
export function chunkOrder(stimuli: number, index: number, seed: number): Int32Array {
  return new RandomSource(seed, index, 3).shuffle(Int32Array.from({ length: stimuli }, (_, stimulus) => stimulus));
}

/** Reads a chunk and puts its stimuli into random order. */
export async function shuffledChunk(
  reader: RecordingReader,
  index: number,
  chunkStimuli: number,
  seed: number,
): Promise<ShuffledChunk> {
  const { units, positions, stimuli } = reader.recording;
  const first = index * chunkStimuli;
  const count = Math.min(chunkStimuli, stimuli - first);
  const samples = count * positions;
  const read = await reader.samples(first * positions, samples);
  const values = new Float32Array(read.length);
  const order = chunkOrder(count, index, seed);
  let to = 0;
  for (let unit = 0; unit < units; unit++) {
    for (let place = 0; place < count; place++) {
      const from = unit * samples + (order[place] as number) * positions;
      for (let position = 0; position < positions; position++) values[to++] = read[from + position] as number;
    }
  }
  return { index, values, units, samples };
}

/** One rearrangement: chunks of equal size change places in a ring, and stimuli within each chunk too. */
export interface Shift {
  /** Distance within a chunk, in stimuli. */
  readonly stimuli: number;
  /** Which chunk of the right side meets that chunk of the left side. */
  chunkOf(index: number): number;
}

/** Shifts drawn without repetition while there are enough, never the identity. */
export function drawShifts(repeats: number, stimuli: number, chunkStimuli: number, random: RandomSource): Shift[] {
  // The last chunk may be shorter: it stays where it is, and only its stimuli move.
  const whole = Math.floor(stimuli / chunkStimuli);
  const distances = random.shuffle(
    Int32Array.from({ length: Math.max(1, chunkStimuli - 1) }, (_, distance) => distance + 1),
  );
  return Array.from({ length: repeats }, (_, repeat) => {
    const ring = random.below(Math.max(1, whole));
    return {
      stimuli: distances[repeat % distances.length] as number,
      chunkOf: (index) => (index < whole ? (index + ring) % whole : index),
    };
  });
}

/** Copies samples `first` to `first + samples` of the chunk shifted round by `shift` samples, to units x samples. */
export function copyShifted<Values extends Float32Array | Uint8Array>(
  target: Values,
  offset: number,
  chunk: ShuffledChunk<Values>,
  first: number,
  samples: number,
  shift: number,
): void {
  for (let unit = 0; unit < chunk.units; unit++) {
    const row = unit * chunk.samples;
    let to = offset + unit * samples;
    let from = (first + shift) % chunk.samples;
    for (let left = samples; left > 0; ) {
      const count = Math.min(left, chunk.samples - from);
      target.set(chunk.values.subarray(row + from, row + from + count), to);
      to += count;
      left -= count;
      from = 0;
    }
  }
}
