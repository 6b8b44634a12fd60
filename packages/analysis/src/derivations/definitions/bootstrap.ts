import { type Bootstrap, bootstrapMatchings } from '../../baselines/bootstrap.js';
import { groupedComoments, STIMULUS_GROUPS } from '../../statistics/groupedComoments.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Recording } from '../values.js';

export const bootstrapDefinition: Definition<Bootstrap> = {
  kind: 'bootstrap',
  // One pass; then each repeat adds up the groups and matches.
  cost({ size: { left = 0, right = 0, samples = 0, repeats = 0 } }) {
    const each = 8 * STIMULUS_GROUPS * left * right + 2 * Math.min(left, right) * left * right;
    return { flops: 2 * left * right * samples + repeats * each, bytes: 4 * (left + right) * samples };
  },
  async compute(wanted, context) {
    const { left, right, repeats, seed } = wanted.parameters as unknown as {
      left: Derivation<Recording>;
      right: Derivation<Recording>;
      repeats: number;
      seed: number;
    };
    const stage = `matching ${repeats} times with stimuli drawn anew`;
    const backend = await context.backend();
    const grouped = await groupedComoments(
      context.input(left),
      context.input(right),
      context.store,
      backend,
      (fraction) => context.report(0.5 * fraction, stage),
    );
    return bootstrapMatchings(grouped, repeats, seed, (fraction) => context.report(0.5 + 0.5 * fraction, stage));
  },
};
