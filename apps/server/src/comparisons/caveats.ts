import type { LayerPair } from './layerPair.js';

/** What a value of a whole pair was made from. */
interface Made {
  readonly samples: number;
  readonly leftDimensions: number;
  readonly rightDimensions: number;
  readonly precise: boolean;
}

/** From so many samples a dimension on, fits are taken for what they show. */
const SAMPLES_A_DIMENSION = 10;

/** What to bear in mind with a value, one sentence each. */
export function caveatsOf(pair: LayerPair, { samples, leftDimensions, rightDimensions, precise }: Made): string[] {
  const caveats: string[] = [];
  const dimensions = Math.max(leftDimensions, rightDimensions);
  if (dimensions > samples / SAMPLES_A_DIMENSION) {
    caveats.push(
      `${dimensions} dimensions on ${samples} samples: with fewer than ${SAMPLES_A_DIMENSION} samples a dimension, ` +
        'measures that fit, and linear CKA, look more alike than they are.',
    );
  }
  const positions = pair.samples / pair.probeSet.count;
  if (positions > 1) {
    caveats.push(
      `The samples are ${positions} positions of each of ${pair.probeSet.count} stimuli: positions of one image ` +
        'are correlated, so that there are fewer independent samples than it seems.',
    );
  }
  if (samples < pair.samples) {
    caveats.push(`A subset of ${samples} samples, evenly spaced, of all ${pair.samples} was used.`);
  }
  if (!precise) caveats.push('Sums over blocks of 1,024 samples were made in float32: about six digits hold.');
  return caveats;
}
