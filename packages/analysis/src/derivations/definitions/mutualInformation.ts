import { mutualInformationOf } from '../../measures/mutualInformation.js';
import type { BinEdges } from '../../statistics/binEdges.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { informationWork } from '../prices/algebra.js';
import { addWork } from '../prices/work.js';
import type { Recording, SharedInformation } from '../values.js';
import { bothSides } from './reads.js';
import { refuseLargeMatrix } from './refuseLargeMatrix.js';

export const mutualInformationDefinition: Definition<SharedInformation> = {
  kind: 'mutualInformation',
  reads: bothSides,
  cost({ size: { left = 0, right = 0, samples = 0 } }) {
    return addWork([informationWork(left, right, samples), { scanning: 6 * (left + right) * samples, steps: 3 }]);
  },
  async compute(wanted, context) {
    const { left, right, leftBins, rightBins } = wanted.parameters as {
      left: Derivation<Recording>;
      right: Derivation<Recording>;
      leftBins: Derivation<BinEdges>;
      rightBins: Derivation<BinEdges>;
    };
    const [x, y] = [context.input(left), context.input(right)];
    refuseLargeMatrix(x, y);
    const { raw, corrected, leftEntropy, rightEntropy } = await mutualInformationOf(
      { recording: x, edges: context.input(leftBins) },
      { recording: y, edges: context.input(rightBins) },
      left.key === right.key,
      { store: context.store, backend: await context.backend() },
      (fraction) => context.report(fraction, 'counting which values meet'),
    );
    return {
      rows: x.units,
      columns: y.units,
      samples: x.samples,
      values: corrected,
      raw,
      leftEntropy,
      rightEntropy,
      leftConditions: x.conditions,
      rightConditions: y.conditions,
    };
  },
};
