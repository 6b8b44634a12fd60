import { onlyRotation } from '../../measures/onlyRotation.js';
import { varying } from '../../measures/secondMoments.js';
import type { Definition } from '../definition.js';
import { multiplier } from '../multiplier.js';
import { leastSquaresWork, matchingWork, singularWork } from '../prices/algebra.js';
import { addWork } from '../prices/work.js';
import type { Alignment } from '../values.js';
import type { MomentInputs } from '../wantedSimilarities.js';
import { momentsOfInputs } from './momentInputs.js';
import { refusalOf } from './refused.js';

export const alignmentDefinition: Definition<Alignment> = {
  kind: 'alignment',
  cost({ size: { left = 0, right = 0 } }) {
    return addWork([
      leastSquaresWork(left, right),
      leastSquaresWork(right, left),
      singularWork(left, right),
      matchingWork(left, right),
      // All three matrices are standardised, copied and turned.
      { algebra: 60 * (left + right) ** 2, steps: 2 },
    ]);
  },
  async compute(wanted, context) {
    const { moments: inputs } = wanted.parameters as unknown as { moments: MomentInputs };
    await context.report(0, 'aligning units');
    try {
      const moments = momentsOfInputs(inputs, context);
      return {
        ...(await onlyRotation(moments, await multiplier())),
        refusal: null,
        samples: moments.samples,
        leftDimensions: varying(moments.left, 'left').length,
        rightDimensions: varying(moments.right, 'right').length,
        precise: moments.precise,
      };
    } catch (error) {
      const [none, refusal] = [Number.NaN, refusalOf(error)];
      const nothing = { samples: 0, leftDimensions: 0, rightDimensions: 0, precise: true };
      return { assignment: none, orthogonal: none, linear: none, linearBack: none, refusal, ...nothing };
    }
  },
};
