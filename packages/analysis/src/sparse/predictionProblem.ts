import type { Correlation } from '../derivations/values.js';
import { Refusal } from '../errors.js';

/**
 * Units of one layer (targets) to be predicted from units of another (predictors), all standardised: mean 0, deviation 1.
 * Units without variance are left out of both.
 */
export interface PredictionProblem {
  readonly samples: number;
  /** Index in its layer of each predictor, and of each target. */
  readonly predictorUnits: Int32Array;
  readonly targetUnits: Int32Array;
  /** predictors x predictors: X'X/n, their correlations. */
  readonly gram: Float64Array;
  /** targets x predictors: Y'X/n, the correlations of each target with all predictors. */
  readonly cross: Float64Array;
}

/**
 * All that sparse prediction needs to know of two recordings are their correlations.
 * @param within correlation of the predictors' layer with itself
 * @param between correlation of the predictors' layer (rows) with the targets' (columns), over the same samples
 * @throws Refusal where no predictor, or no target, has variance
 */
export function predictionProblem(within: Correlation, between: Correlation): PredictionProblem {
  const predictorUnits = liveUnits(between.leftConditions);
  const targetUnits = liveUnits(between.rightConditions);
  if (predictorUnits.length === 0 || targetUnits.length === 0) {
    throw new Refusal(
      `Nothing can be ${targetUnits.length === 0 ? 'predicted' : 'predicted from'}: none of that layer's units varies.`,
      'Choose layers whose units respond to the probe set.',
    );
  }
  const count = predictorUnits.length;
  const gram = new Float64Array(count * count);
  predictorUnits.forEach((unit, row) => {
    predictorUnits.forEach((other, column) => {
      gram[row * count + column] = row === column ? 1 : (within.values[unit * within.columns + other] as number);
    });
  });
  const cross = new Float64Array(targetUnits.length * count);
  targetUnits.forEach((target, row) => {
    predictorUnits.forEach((unit, column) => {
      cross[row * count + column] = between.values[unit * between.columns + target] as number;
    });
  });
  return { samples: between.samples, predictorUnits, targetUnits, gram, cross };
}

function liveUnits(conditions: Uint8Array): Int32Array {
  return Int32Array.from([...conditions.keys()].filter((unit) => conditions[unit] === 0));
}
