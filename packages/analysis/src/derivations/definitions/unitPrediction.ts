import { contributorsOf } from '../../sparse/contributors.js';
import { lassoPath } from '../../sparse/lassoPath.js';
import { predictionProblem, problemOfUnit } from '../../sparse/predictionProblem.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { lassoWork } from '../prices/algebra.js';
import { addWork } from '../prices/work.js';
import type { Correlation, UnitPrediction } from '../values.js';
import { refusalOf } from './refused.js';

export const unitPredictionDefinition: Definition<UnitPrediction> = {
  kind: 'unitPrediction',
  cost({ size: { left = 0 } }) {
    // What the Gram matrix takes is the same as for a whole layer.
    return addWork([lassoWork(left, 1), { algebra: 4 * left ** 3, scanning: 16 * left ** 2 }]);
  },
  async compute(wanted, context) {
    const { within, between, unit, penalties, exceptItself } = wanted.parameters as unknown as {
      within: Derivation<Correlation>;
      between: Derivation<Correlation>;
      unit: number;
      penalties: readonly number[] | null;
      exceptItself: boolean;
    };
    try {
      const whole = predictionProblem(context.input(within), context.input(between));
      const problem = problemOfUnit(whole, unit, exceptItself);
      const weights: Float64Array[] = [];
      const path = await lassoPath(
        problem,
        penalties === null ? {} : { penalties },
        (fraction) => context.report(fraction, 'predicting the unit'),
        (_target, penalty, solved) => {
          weights[penalty] = solved.weights();
        },
      );
      return { path, contributors: contributorsOf(weights, problem.predictorUnits), refusal: null };
    } catch (error) {
      return { path: null, contributors: null, refusal: refusalOf(error) };
    }
  },
};
