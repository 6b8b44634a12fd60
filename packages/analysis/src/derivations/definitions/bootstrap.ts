import { type Bootstrap, bootstrapMatchings } from '../../baselines/bootstrap.js';
import { groupedComoments, STIMULUS_GROUPS } from '../../statistics/groupedComoments.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { matchingWork, productsWork } from '../prices/algebra.js';
import { addWork, timesWork } from '../prices/work.js';
import type { Recording } from '../values.js';
import { bothSides } from './reads.js';

export const bootstrapDefinition: Definition<Bootstrap> = {
  kind: 'bootstrap',
  reads: bothSides,
  // One pass; then each repeat adds up the groups and matches.
  cost({ size: { left = 0, right = 0, samples = 0, repeats = 0 } }) {
    const adding = { algebra: 4.5 * STIMULUS_GROUPS * left * right };
    return addWork([
      productsWork(left, right, samples, false),
      // Group by group, values are copied, and their sums and squares added up.
      { scanning: 12 * (left + right) * samples, calls: 3 * STIMULUS_GROUPS, steps: 1 },
      timesWork(addWork([adding, matchingWork(left, right)]), repeats),
    ]);
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
