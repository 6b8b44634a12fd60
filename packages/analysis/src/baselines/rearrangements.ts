import type { Recording } from '../derivations/values.js';
import { RandomSource } from './randomSource.js';
import { chunkOrder, drawShifts, type Shift } from './shuffle.js';

/** A side up to this size is held in memory and shuffled as a whole; a larger one in chunks of this size. */
const CHUNK_BYTES = 256 * 2 ** 20;

/** How the right side's stimuli change places in each repeat: the same for everything that is drawn of a pair with a seed. */
export interface Rearrangements {
  readonly seed: number;
  readonly stimuli: number;
  readonly chunkStimuli: number;
  readonly chunks: number;
  /** One a repeat. */
  readonly shifts: readonly Shift[];
}

/** @param left, right of the same stimuli and positions */
export function drawRearrangements(left: Recording, right: Recording, repeats: number, seed: number): Rearrangements {
  const { positions, stimuli } = right;
  const widest = Math.max(left.units, right.units) * positions * 4;
  const chunkStimuli = Math.min(stimuli, Math.max(1, Math.floor(CHUNK_BYTES / widest)));
  return rearrangementsOf(stimuli, chunkStimuli, repeats, seed);
}

/** Those of so many stimuli, in chunks of at most `chunkStimuli`. */
export function rearrangementsOf(stimuli: number, chunkStimuli: number, repeats: number, seed: number): Rearrangements {
  const shifts = drawShifts(repeats, stimuli, chunkStimuli, new RandomSource(seed, 1));
  return { seed, stimuli, chunkStimuli, chunks: Math.ceil(stimuli / chunkStimuli), shifts };
}

/** Which of the right side's stimuli each of the left's meets in a repeat. */
export function partnersOf(rearrangements: Rearrangements, repeat: number): Int32Array {
  const { seed, stimuli, chunkStimuli, chunks, shifts } = rearrangements;
  const shift = shifts[repeat] as Shift;
  const partners = new Int32Array(stimuli);
  const orderOf = (chunk: number): Int32Array =>
    chunkOrder(Math.min(chunkStimuli, stimuli - chunk * chunkStimuli), chunk, seed);
  for (let chunk = 0; chunk < chunks; chunk++) {
    const source = shift.chunkOf(chunk);
    const [places, partnerPlaces] = [orderOf(chunk), orderOf(source)];
    places.forEach((stimulus, place) => {
      const partner = partnerPlaces[(place + shift.stimuli) % places.length] as number;
      partners[chunk * chunkStimuli + stimulus] = source * chunkStimuli + partner;
    });
  }
  return partners;
}

/** The same for samples, of which every stimulus has one at each position. */
export function partnerSamples(partners: Int32Array, positions: number): Int32Array {
  return Int32Array.from(
    { length: partners.length * positions },
    (_, sample) => (partners[Math.floor(sample / positions)] as number) * positions + (sample % positions),
  );
}
