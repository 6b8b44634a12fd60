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

/**
 * The same for one target alone.
 * @param unit index of the target in its layer
 * @param exceptItself whether both layers are the same one, and the target is not to predict itself
 * @throws Refusal where the target does not vary, or nothing is left to predict it from
 */
export function problemOfUnit(problem: PredictionProblem, unit: number, exceptItself: boolean): PredictionProblem {
  const { samples, predictorUnits, targetUnits, gram, cross } = problem;
  const target = targetUnits.indexOf(unit);
  if (target < 0) {
    throw new Refusal(
      `Unit ${unit} does not vary, so nothing predicts it.`,
      'Choose one that responds to the probe set.',
    );
  }
  const count = predictorUnits.length;
  const kept = [...predictorUnits.keys()].filter((place) => !(exceptItself && predictorUnits[place] === unit));
  if (kept.length === 0) {
    throw new Refusal(`No other unit of the layer of unit ${unit} varies.`, 'Predict it from another layer.');
  }
  return {
    samples,
    predictorUnits: Int32Array.from(kept, (place) => predictorUnits[place] as number),
    targetUnits: Int32Array.of(unit),
    gram: kept.length === count ? gram : submatrixOf(gram, count, kept),
    cross: Float64Array.from(kept, (place) => cross[target * count + place] as number),
  };
}

function submatrixOf(matrix: Float64Array, size: number, kept: readonly number[]): Float64Array {
  const part = new Float64Array(kept.length ** 2);
  kept.forEach((row, index) => {
    kept.forEach((column, other) => {
      part[index * kept.length + other] = matrix[row * size + column] as number;
    });
  });
  return part;
}

function liveUnits(conditions: Uint8Array): Int32Array {
  return Int32Array.from([...conditions.keys()].filter((unit) => conditions[unit] === 0));
}
