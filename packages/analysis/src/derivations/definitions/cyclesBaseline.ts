import { cyclesBaseline } from '../../baselines/cyclesBaseline.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { matchingWork, rotatedWork, rotationWork } from '../prices/algebra.js';
import { addWork, timesWork } from '../prices/work.js';
import type { Correlation, CyclesBaseline } from '../values.js';

export const cyclesBaselineDefinition: Definition<CyclesBaseline> = {
  kind: 'cyclesBaseline',
  cost({ size: { units = 0, legs = 0, repeats = 0 } }) {
    const leg = addWork([rotatedWork(units, units), matchingWork(units, units)]);
    // Every network but the first is rotated, and each leg by those at its ends.
    return timesWork(addWork([timesWork(rotationWork(units), legs - 1), timesWork(leg, legs)]), repeats);
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
