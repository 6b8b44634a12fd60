import { lassoPath } from '../../sparse/lassoPath.js';
import { predictionProblem } from '../../sparse/predictionProblem.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { lassoWork } from '../prices/algebra.js';
import type { Correlation, Prediction } from '../values.js';
import { refusalOf } from './refused.js';

export const predictionDefinition: Definition<Prediction> = {
  kind: 'prediction',
  cost({ size: { left = 0, right = 0 } }) {
    return lassoWork(left, right);
  },
  async compute(wanted, context) {
    const { within, between } = wanted.parameters as {
      within: Derivation<Correlation>;
      between: Derivation<Correlation>;
    };
    const { samples } = context.input(between);
    try {
      const problem = predictionProblem(context.input(within), context.input(between));
      const path = await lassoPath(problem, {}, (fraction) => context.report(fraction, 'predicting units'));
      return { samples, path, refusal: null };
    } catch (error) {
      return { samples, path: null, refusal: refusalOf(error) };
    }
  },
};
