import { cyclesBaseline } from '../../baselines/cyclesBaseline.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Correlation, CyclesBaseline } from '../values.js';

export const cyclesBaselineDefinition: Definition<CyclesBaseline> = {
  kind: 'cyclesBaseline',
  // Two rotated sides and one assignment a leg, and one rotation drawn.
  cost({ size: { units = 0, legs = 0, repeats = 0 } }) {
    return { flops: 12 * legs * repeats * units ** 3, bytes: 24 * legs * repeats * units ** 2 };
  },
  async compute(wanted, context) {
    const { legs, within, repeats, seed } = wanted.parameters as unknown as {
      legs: readonly Derivation<Correlation>[];
      within: readonly Derivation<Correlation>[];
      repeats: number;
      seed: number;
    };
    const [across, inside] = [legs, within].map((list) => list.map((each) => context.input(each)));
    return cyclesBaseline(across ?? [], inside ?? [], repeats, seed, (fraction) =>
      context.report(fraction, `following units ${repeats} times through rotated networks`),
    );
  },
};
