import type { Backend } from '../backends/backend.js';
import type { Correlation, PredictionDraws, Recording } from '../derivations/values.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { meanOf } from '../sparse/defaultPenalties.js';
import { lassoPath } from '../sparse/lassoPath.js';
import { predictionProblem } from '../sparse/predictionProblem.js';
import { isPrecise } from '../statistics/comoments.js';
import type { Store } from '../storage/store.js';
import { correlationOfDraw } from './permutation.js';
import { liveOf, rotatedSteps } from './rotation.js';
import { shuffledComoments } from './shuffledComoments.js';

/** Under which penalties, how often, and from which seed. */
export interface PredictionDrawing {
  readonly penalties: ArrayLike<number>;
  readonly repeats: number;
  readonly seed: number;
}

type Report = (fraction: number) => Promise<void>;

/**
 * Sparse prediction when the right side's stimuli change places, as in `permutationBaseline`: what so many predictors
 * explain of units that have nothing to do with them. The predictors and the penalties stay.
 * @param within correlation of the left with itself
 */
export async function permutedPrediction(
  within: Correlation,
  left: Recording,
  right: Recording,
  { penalties, repeats, seed }: PredictionDrawing,
  device: { readonly store: Store; readonly backend: Backend },
  report: Report,
): Promise<PredictionDraws> {
  const drawn = new Drawn(penalties, repeats);
  const take = (comoments: Float64Array, repeat: number): Promise<void> =>
    // Gives way to messages between targets; how far it is, is told between repeats.
    drawn.add(repeat, within, correlationOfDraw(comoments, left, right), () => report(0));
  await shuffledComoments(left, right, { repeats, seed, precise: isPrecise(left, right), take }, device, report);
  return drawn.finish();
}

/**
 * Sparse prediction when the right side's units are mixed by a random orthogonal matrix, as in `rotationBaseline`: whether few
 * left units predict the right's units better than they predict any other directions of the space that these span.
 * @param within correlation of the left with itself
 * @param between correlation of the left (rows) with the right (columns)
 * @param beside correlation of the right with itself
 */
export async function rotatedPrediction(
  within: Correlation,
  between: Correlation,
  beside: Correlation,
  { penalties, repeats, seed }: PredictionDrawing,
  report: Report,
): Promise<PredictionDraws> {
  const drawn = new Drawn(penalties, repeats);
  const live = liveOf(between.rightConditions);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const cross = await restingBetween(rotatedSteps(between, beside, live, seed, repeat));
    await drawn.add(repeat, within, cross, (fraction) => report((repeat + fraction) / repeats));
  }
  return drawn.finish();
}

/** Means over the targets, repeat by repeat. */
class Drawn {
  readonly #penalties: Float64Array;
  readonly #loss: Float64Array;
  readonly #contributing: Float64Array;
  readonly #leastSquaresLoss: Float64Array;
  #unconverged = 0;

  constructor(penalties: ArrayLike<number>, repeats: number) {
    this.#penalties = Float64Array.from(penalties);
    this.#loss = new Float64Array(repeats * penalties.length);
    this.#contributing = new Float64Array(repeats * penalties.length);
    this.#leastSquaresLoss = new Float64Array(repeats);
  }

  async add(repeat: number, within: Correlation, cross: Correlation, report: Report): Promise<void> {
    const penalties = this.#penalties;
    const path = await lassoPath(predictionProblem(within, cross), { penalties }, report);
    const targets = path.targetUnits.length;
    penalties.forEach((_, index) => {
      const own = [index * targets, (index + 1) * targets] as const;
      this.#loss[repeat * penalties.length + index] = meanOf(path.loss.subarray(...own));
      this.#contributing[repeat * penalties.length + index] = meanOf(path.contributing.subarray(...own));
    });
    this.#leastSquaresLoss[repeat] = meanOf(path.leastSquaresLoss);
    this.#unconverged += path.unconverged;
  }

  finish(): PredictionDraws {
    return {
      penalties: this.#penalties,
      loss: this.#loss,
      contributing: this.#contributing,
      leastSquaresLoss: this.#leastSquaresLoss,
      unconverged: this.#unconverged,
    };
  }
}
