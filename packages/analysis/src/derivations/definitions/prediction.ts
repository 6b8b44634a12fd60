import { PENALTIES } from '../../sparse/defaultPenalties.js';
import { lassoPath } from '../../sparse/lassoPath.js';
import { predictionProblem } from '../../sparse/predictionProblem.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Correlation, Prediction } from '../values.js';
import { refusalOf } from './refused.js';

/** Passes over the weights that a penalty usually takes. */
export const USUAL_PASSES = 20;

export const predictionDefinition: Definition<Prediction> = {
  kind: 'prediction',
  cost({ size: { left = 0, right = 0 } }) {
    return { flops: left ** 3 + 2 * PENALTIES * USUAL_PASSES * right * left ** 2, bytes: 8 * left * (left + right) };
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
