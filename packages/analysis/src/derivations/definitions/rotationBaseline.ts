import { rotationBaseline } from '../../baselines/rotation.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { matchingWork, rotationsWork } from '../prices/algebra.js';
import { addWork, timesWork } from '../prices/work.js';
import type { Baseline, Correlation } from '../values.js';

export const rotationBaselineDefinition: Definition<Baseline> = {
  kind: 'rotationBaseline',
  cost({ size: { left = 0, right = 0, repeats = 0 } }) {
    return addWork([rotationsWork(left, right, repeats), timesWork(matchingWork(left, right), repeats), { steps: 1 }]);
  },
  async compute(wanted, context) {
    const { cross, within, repeats, seed } = wanted.parameters as {
      cross: Derivation<Correlation>;
      within: Derivation<Correlation>;
      repeats: number;
      seed: number;
    };
    return rotationBaseline(context.input(cross), context.input(within), repeats, seed, (fraction) =>
      context.report(fraction, `matching ${repeats} times with rotated units`),
    );
  },
};
