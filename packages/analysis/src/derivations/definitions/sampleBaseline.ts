import { permutedSamples } from '../../baselines/permutedSamples.js';
import type { SampleMeasure } from '../../measures/sampleMeasures.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { preparedWork } from '../prices/sampleWork.js';
import { addWork, timesWork } from '../prices/work.js';
import type { Recording, SimilarityDraws } from '../values.js';
import { bothSides } from './reads.js';

export const sampleBaselineDefinition: Definition<SimilarityDraws> = {
  kind: 'sampleBaseline',
  reads: bothSides,
  cost({ parameters, size: { left = 0, right = 0, compared = 0, prepared = 0, repeats = 0 } }) {
    const pairs = compared ** 2 / 2;
    return addWork([
      timesWork(preparedWork(parameters.measure as SampleMeasure, Math.max(left, right), compared), prepared),
      { scanning: pairs * 27 * repeats, steps: 1 },
    ]);
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
