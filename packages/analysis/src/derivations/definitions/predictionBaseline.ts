import { permutedPrediction, rotatedPrediction } from '../../baselines/predictionBaseline.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { lassoWork, rotationsWork, shuffledWork } from '../prices/algebra.js';
import { addWork, timesWork } from '../prices/work.js';
import type { BaselineKind, Correlation, Prediction, PredictionDraws, Recording } from '../values.js';
import { bothSides } from './reads.js';

/** The parameters of a prediction's baseline; which of the inputs are there depends on what is drawn. */
interface DrawnParameters {
  readonly drawn: BaselineKind;
  readonly prediction: Derivation<Prediction>;
  readonly within: Derivation<Correlation>;
  readonly left: Derivation<Recording>;
  readonly right: Derivation<Recording>;
  readonly between: Derivation<Correlation>;
  readonly beside: Derivation<Correlation>;
  readonly repeats: number;
  readonly seed: number;
}

export const predictionBaselineDefinition: Definition<PredictionDraws> = {
  kind: 'predictionBaseline',
  reads: (wanted) => (wanted.parameters.drawn === 'PERMUTATION' ? bothSides(wanted) : []),
  cost({ parameters, size: { left = 0, right = 0, samples = 0, repeats = 0 } }) {
    const permuted = parameters.drawn === 'PERMUTATION';
    const drawing = permuted ? shuffledWork(left, right, samples, repeats, false) : rotationsWork(left, right, repeats);
    // What is unrelated is given up sooner.
    return addWork([drawing, timesWork(lassoWork(left, right), (permuted ? 0.3 : 0.5) * repeats)]);
  },
  async compute(wanted, context) {
    const parameters = wanted.parameters as unknown as DrawnParameters;
    const { drawn, repeats, seed } = parameters;
    const { path, refusal } = context.input(parameters.prediction);
    if (path === null) throw new Error(`There is no prediction to draw anew: ${refusal}`);
    const drawing = { penalties: path.penalties, repeats, seed };
    const within = context.input(parameters.within);
    if (drawn === 'ROTATION') {
      const [between, beside] = [context.input(parameters.between), context.input(parameters.beside)];
      return rotatedPrediction(within, between, beside, drawing, (fraction) =>
        context.report(fraction, `predicting ${repeats} times with rotated units`),
      );
    }
    const [left, right] = [context.input(parameters.left), context.input(parameters.right)];
    const device = { store: context.store, backend: await context.backend() };
    return permutedPrediction(within, left, right, drawing, device, (fraction) =>
      context.report(fraction, `predicting ${repeats} times with shuffled stimuli`),
    );
  },
};
