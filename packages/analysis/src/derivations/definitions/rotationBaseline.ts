import { rotationBaseline } from '../../baselines/rotation.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Baseline, Correlation } from '../values.js';

export const rotationBaselineDefinition: Definition<Baseline> = {
  kind: 'rotationBaseline',
  cost({ size: { left = 0, right = 0, repeats = 0 } }) {
    return { flops: 2 * repeats * right * right * (left + 3 * right), bytes: 8 * repeats * right * (left + right) };
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
