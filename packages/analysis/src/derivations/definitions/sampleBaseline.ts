import { permutedSamples } from '../../baselines/permutedSamples.js';
import type { SampleMeasure } from '../../measures/sampleMeasures.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Recording, SimilarityDraws } from '../values.js';

/** Bytes looked at for each pair of samples when a side is prepared: distances, a kernel or ranks of them, cosines. */
const PAIR_BYTES: { readonly [Each in SampleMeasure]: number } = { CKA_RBF: 60, RSA: 120, MUTUAL_KNN: 30 };

export const sampleBaselineDefinition: Definition<SimilarityDraws> = {
  kind: 'sampleBaseline',
  cost({ parameters, size: { left = 0, right = 0, samples = 0, compared = 0, prepared = 0, repeats = 0 } }) {
    const units = Math.max(left, right);
    const pairs = compared ** 2 / 2;
    return {
      flops: 2 * pairs * units * prepared,
      bytes:
        pairs * (PAIR_BYTES[parameters.measure as SampleMeasure] * prepared + 24 * repeats) +
        4 * samples * units * prepared,
    };
  },
  async compute(wanted, context) {
    const { measure, left, right, repeats, seed } = wanted.parameters as unknown as {
      measure: SampleMeasure;
      left: Derivation<Recording>;
      right: Derivation<Recording>;
      repeats: number;
      seed: number;
    };
    const values = await permutedSamples(
      measure,
      context.input(left),
      context.input(right),
      { repeats, seed },
      { store: context.store, backend: await context.backend() },
      (fraction) => context.report(fraction, `comparing ${repeats} times with shuffled stimuli`),
    );
    return { values };
  },
};
