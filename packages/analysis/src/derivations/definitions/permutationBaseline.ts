import { permutationBaseline } from '../../baselines/permutation.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { matchingWork, shuffledWork } from '../prices/algebra.js';
import { addWork, timesWork } from '../prices/work.js';
import type { Baseline, Recording } from '../values.js';
import { bothSides } from './reads.js';

export const permutationBaselineDefinition: Definition<Baseline> = {
  kind: 'permutationBaseline',
  reads: bothSides,
  cost({ size: { left = 0, right = 0, samples = 0, repeats = 0 } }) {
    return addWork([
      shuffledWork(left, right, samples, repeats, false),
      timesWork(matchingWork(left, right), repeats),
      { steps: 2 },
    ]);
  },
  async compute(wanted, context) {
    const { left, right, repeats, seed } = wanted.parameters as {
      left: Derivation<Recording>;
      right: Derivation<Recording>;
      repeats: number;
      seed: number;
    };
    return permutationBaseline(
      context.input(left),
      context.input(right),
      repeats,
      seed,
      context.store,
      await context.backend(),
      (fraction) => context.report(fraction, `matching ${repeats} times with shuffled stimuli`),
    );
  },
};
