import { permutedInformation } from '../../baselines/permutedInformation.js';
import type { BinEdges } from '../../statistics/binEdges.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { informationWork, matchingWork } from '../prices/algebra.js';
import { addWork, timesWork } from '../prices/work.js';
import type { Baseline, Recording } from '../values.js';
import { bothSides } from './reads.js';

export const informationBaselineDefinition: Definition<Baseline> = {
  kind: 'informationBaseline',
  reads: bothSides,
  cost({ size: { left = 0, right = 0, samples = 0, repeats = 0 } }) {
    return addWork([
      { scanning: 2 * (left + right) * samples },
      timesWork(addWork([informationWork(left, right, samples, true), matchingWork(left, right)]), repeats),
    ]);
  },
  async compute(wanted, context) {
    const { left, right, leftBins, rightBins, repeats, seed } = wanted.parameters as unknown as {
      left: Derivation<Recording>;
      right: Derivation<Recording>;
      leftBins: Derivation<BinEdges>;
      rightBins: Derivation<BinEdges>;
      repeats: number;
      seed: number;
    };
    return permutedInformation(
      { recording: context.input(left), edges: context.input(leftBins) },
      { recording: context.input(right), edges: context.input(rightBins) },
      { repeats, seed },
      { store: context.store, backend: await context.backend() },
      (fraction) => context.report(fraction, `counting ${repeats} times which values meet, with shuffled stimuli`),
    );
  },
};
