import { bootstrapSimilarities, type DrawnMeasure } from '../../baselines/bootstrapSimilarities.js';
import { isPrecise } from '../../statistics/comoments.js';
import {
  type GroupedComoments,
  groupedTogether,
  groupingOf,
  STIMULUS_GROUPS,
} from '../../statistics/groupedComoments.js';
import type { Definition, Pass } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { memoryOf } from '../memoryBudget.js';
import { multiplier } from '../multiplier.js';
import { similarityWork } from '../prices/sampleWork.js';
import { addWork, timesWork, type Work } from '../prices/work.js';
import type { SimilarityBootstrap } from '../values.js';
import { drawnOf, drawTogether, pairOf } from './drawnTogether.js';
import { bothSides } from './reads.js';

/** One pass over the recordings, and the same draws, for every measure. */
const similarityBootstrapPass: Pass = {
  name: 'bootstraps',
  theme: (wanted) => pairOf(wanted as Derivation),
  cost: drawnWork,
  // Sums serve all measures.
  memory: ([wanted]) => memoryOf(wanted as Derivation),
  async compute(members, context) {
    const wanted = members.map((member) => member.wanted) as Derivation<SimilarityBootstrap>[];
    const { left, right, repeats, seed } = drawnOf(wanted[0] as Derivation);
    const [x, y] = [context.input(left), context.input(right)];
    const backend = await context.backend();
    const multiply = await multiplier();
    const stage = `comparing ${repeats} times with stimuli drawn anew`;
    return drawTogether<DrawnMeasure, SimilarityBootstrap>(wanted, context, stage, async (measures, report) => {
      const products = x.units ** 2 + x.units * y.units + y.units ** 2;
      const grouping = groupingOf(x.stimuli, products, isPrecise(x, x) && isPrecise(y, y));
      const pairs = [
        { left: 0, right: 0 },
        { left: 0, right: 1 },
        { left: 1, right: 1 },
      ];
      const device = { store: context.store, backend };
      const sums = await groupedTogether([x, y], pairs, device, grouping, (fraction) => report(0.5 * fraction));
      const [xx, xy, yy] = sums as [GroupedComoments, GroupedComoments, GroupedComoments];
      const grouped = { left: xx, across: xy, right: yy };
      const drawn = await bootstrapSimilarities(measures, grouped, { repeats, seed }, multiply, (fraction) =>
        report(0.5 + 0.5 * fraction),
      );
      return new Map([...drawn].map(([measure, values]) => [measure, { values, groups: grouping.groups }]));
    });
  },
};

/** One pass for all of the measures; then each repeat adds up the groups and compares. */
function drawnWork(wanted: readonly Derivation[]): Work {
  const { left = 0, right = 0, samples = 0, repeats = 0 } = (wanted[0] as Derivation).size;
  const products = left ** 2 + left * right + right ** 2;
  const compared = wanted.map((each) => similarityWork(drawnOf<DrawnMeasure>(each).measure, left, right, 0));
  return addWork([
    { preciseProducts: 2 * products * samples, scanning: 20 * (left + right) * samples },
    { calls: 6 * STIMULUS_GROUPS, steps: wanted.length },
    timesWork({ ...addWork([{ algebra: 3.5 * STIMULUS_GROUPS * products }, ...compared]), steps: 0 }, repeats),
  ]);
}

export const similarityBootstrapDefinition: Definition<SimilarityBootstrap> = {
  kind: 'similarityBootstrap',
  reads: bothSides,
  cost: (wanted) => drawnWork([wanted]),
  share: { pass: similarityBootstrapPass, part: (wanted) => wanted },
};
