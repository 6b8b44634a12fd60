import { restingBetween } from '../../linearAlgebra/steps.js';
import { matchingSteps } from '../../matchings/matchings.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { matchingWork } from '../prices/algebra.js';
import { addWork } from '../prices/work.js';
import type { Correlation, Matchings } from '../values.js';

export const matchingsDefinition: Definition<Matchings> = {
  kind: 'matchings',
  cost({ size: { left = 0, right = 0 } }) {
    return addWork([matchingWork(left, right), { steps: 2 }]);
  },
  async compute(wanted, context) {
    const { correlation } = wanted.parameters as { correlation: Derivation<Correlation> };
    await context.report(0, 'matching units');
    return restingBetween(matchingSteps(context.input(correlation)));
  },
};
