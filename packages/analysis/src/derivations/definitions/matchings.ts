import { matchingsOfValues } from '../../matchings/matchings.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Correlation, Matchings } from '../values.js';

export const matchingsDefinition: Definition<Matchings> = {
  kind: 'matchings',
  // The assignment dominates: n² m steps at the worst, far fewer in practice.
  cost({ size: { left = 0, right = 0 } }) {
    return { flops: 2 * Math.min(left, right) * left * right, bytes: 8 * left * right };
  },
  async compute(wanted, context) {
    const { correlation } = wanted.parameters as { correlation: Derivation<Correlation> };
    await context.report(0, 'matching units');
    return matchingsOfValues(context.input(correlation));
  },
};
