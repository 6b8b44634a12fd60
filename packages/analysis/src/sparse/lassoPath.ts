import { Refusal } from '../errors.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { lanesOf, runLanes } from '../threads/lanes.js';
import { sharedArray, toShared } from '../threads/sharedArrays.js';
import { threads } from '../threads/threads.js';
import { CoordinateDescent, descentBytes, type Stopping } from './coordinateDescent.js';
import { EXCESS, highestPenalty, LOWEST_SHARE, lowestPenalty, meanOf, spacedPenalties } from './defaultPenalties.js';
import { leastSquaresLossSteps } from './leastSquaresLoss.js';
import type { PredictionProblem } from './predictionProblem.js';

export interface LassoChoices extends Partial<Stopping> {
  /** Positive, in units of the targets' deviation; falling. By default 20, see `lassoPath`. */
  readonly penalties?: ArrayLike<number>;
}

/** Arrays of two dimensions are penalties x targets. */
export interface LassoPath {
  /** Index in its layer of each predictor, and of each target: the others have no variance. */
  readonly predictorUnits: Int32Array;
  readonly targetUnits: Int32Array;
  /** Falling. */
  readonly penalties: Float64Array;
  /** Half of the mean squared error, 0..1/2, lower = better predicted; never rises as the penalty falls. */
  readonly loss: Float64Array;
  /** Share of variance that is predicted, 0..1: 1 - 2 loss. */
  readonly r2: Float64Array;
  /** Predictors whose weight is not 0. */
  readonly contributing: Int32Array;
  /** Duality gap, as a share of the loss without predictors: how far the objective may still be above its minimum. */
  readonly gap: Float64Array;
  /** Solutions that were given up before the gap was small enough. */
  readonly unconverged: number;
  /** Loss without a penalty, one entry per target. */
  readonly leastSquaresLoss: Float64Array;
}

/** Weights are made when asked for: exactly 0 where a predictor contributes nothing. */
export type WeightsListener = (target: number, penalty: number, solved: Pick<CoordinateDescent, 'weights'>) => void;

/** A gap of 1e-8 leaves errors of weights in the order of 1e-5 where predictors are not nearly dependent. */
export const STOPPING: Stopping = { tolerance: 1e-8, mostPasses: 10_000 };

/** Products of predictors for all targets that pay a second thread. */
const WORTH_SHARING = 2 ** 18;

/** Memory that all threads together may take for copies of the Gram matrix. */
const MOST_BYTES = 2 ** 31;

/**
 * Predicts each target from few predictors: for every penalty the weights w that minimise (1/2n)|y - Xw|² + penalty |w|₁ on
 * standardised units (Tibshirani 1996), each certified by its duality gap. Unless penalties are given, there are 20, evenly
 * spaced in their logarithm, from the highest, which leaves no weight, to where the mean loss of the targets is within 1 % of
 * that of least squares, or to 1e-4 of the highest where that comes first.
 * @param onWeights told the weights of each target under each penalty, which a path is too large to keep; where the path's end
 * had to be moved, again from the first
 * @throws Refusal for penalties that are not positive and falling, or with fewer than two samples
 */
export async function lassoPath(
  problem: PredictionProblem,
  choices: LassoChoices,
  report: (fraction: number) => Promise<void>,
  onWeights?: WeightsListener,
): Promise<LassoPath> {
  refuse(problem, choices);
  const predictors = problem.predictorUnits.length;
  const shared = { ...problem, gram: toShared(problem.gram), cross: toShared(problem.cross) };
  const leastLoss = await restingBetween(leastSquaresLossSteps(problem.gram, problem.cross, predictors));
  const solve = (penalties: Float64Array) => solveAll(shared, leastLoss, penalties, choices, report, onWeights);
  if (choices.penalties !== undefined) return solve(Float64Array.from(choices.penalties));
  // Targets without any correlation at all, which few samples may give, have no weights at any penalty.
  const highest = highestPenalty(problem) || 1;
  for (let lowest = await lowestPenalty(shared, highest, leastLoss, lanesFor(shared), () => report(0)); ; ) {
    const path = await solve(spacedPenalties(highest, lowest));
    const excess = meanOf(path.loss.subarray(-leastLoss.length)) / meanOf(leastLoss) - 1;
    if (!(excess > EXCESS) || lowest <= highest * LOWEST_SHARE) return path;
    // The targets that the end was sought with were easier than the rest. The excess falls at least as fast as the penalty's root.
    lowest = Math.max(highest * LOWEST_SHARE, 0.9 * lowest * Math.min(1, EXCESS / excess));
  }
}

/**
 * The weights of one target along the path.
 * @param target place among the problem's targets
 * @returns penalties x predictors; exactly 0 where a predictor contributes nothing
 */
export function lassoWeights(
  problem: PredictionProblem,
  target: number,
  penalties: ArrayLike<number>,
  stopping: Partial<Stopping> = {},
): Float64Array {
  refuse(problem, { penalties });
  const predictors = problem.predictorUnits.length;
  const descent = new CoordinateDescent(problem.gram, predictors);
  descent.start(problem.cross.subarray(target * predictors, (target + 1) * predictors));
  const weights = new Float64Array(penalties.length * predictors);
  for (let index = 0; index < penalties.length; index++) {
    descent.solve(penalties[index] as number, { ...STOPPING, ...stopping });
    weights.set(descent.weights(), index * predictors);
  }
  return weights;
}

async function solveAll(
  problem: PredictionProblem,
  leastLoss: Float64Array,
  penalties: Float64Array,
  { tolerance = STOPPING.tolerance, mostPasses = STOPPING.mostPasses }: Partial<Stopping>,
  report: (fraction: number) => Promise<void>,
  onWeights?: WeightsListener,
): Promise<LassoPath> {
  const { gram, cross, predictorUnits, targetUnits } = problem;
  const targets = targetUnits.length;
  const entries = penalties.length * targets;
  const solved = {
    loss: sharedArray(Float64Array, entries),
    contributing: sharedArray(Int32Array, entries),
    gap: sharedArray(Float64Array, entries),
    unconverged: sharedArray(Int32Array, 1),
  };
  const paths = { gram, cross, targets, penalties, stopping: { tolerance, mostPasses }, ...solved };
  // Who listens to weights is in this thread.
  if (onWeights === undefined) await runLanes(solveTarget, paths, targets, lanesFor(problem), report);
  else await runLanes(solveTarget, { ...paths, onWeights }, targets, 1, report);
  const [loss, gap] = [Float64Array.from(solved.loss), Float64Array.from(solved.gap)];
  return {
    ...{ predictorUnits, targetUnits, penalties, loss, gap },
    r2: loss.map((value) => 1 - 2 * value),
    contributing: Int32Array.from(solved.contributing),
    unconverged: solved.unconverged[0] as number,
    leastSquaresLoss: leastLoss,
  };
}

/** Threads that the problem pays, and that memory allows: each has the Gram matrix twice. */
function lanesFor({ predictorUnits, targetUnits }: PredictionProblem): number {
  const predictors = predictorUnits.length;
  if (predictors ** 2 * targetUnits.length < WORTH_SHARING) return 1;
  return Math.max(1, Math.min(threads.count, Math.floor(MOST_BYTES / descentBytes(predictors))));
}

interface Paths {
  readonly gram: Float64Array;
  readonly cross: Float64Array;
  readonly targets: number;
  readonly penalties: Float64Array;
  readonly stopping: Stopping;
  /** penalties x targets, shared. */
  readonly loss: Float64Array;
  readonly contributing: Int32Array;
  readonly gap: Float64Array;
  /** One number, of all. */
  readonly unconverged: Int32Array;
  readonly onWeights?: WeightsListener;
}

/** The whole path of one target. */
export const solveTarget = lanesOf(import.meta.url, 'solveTarget', (paths: Paths) => {
  const { gram, cross, targets, penalties, stopping } = paths;
  const predictors = cross.length / targets;
  const descent = new CoordinateDescent(gram, predictors);
  return function* (target) {
    descent.start(cross.subarray(target * predictors, (target + 1) * predictors));
    for (const [index, penalty] of penalties.entries()) {
      const reached = yield* descent.solveSteps(penalty, stopping);
      const entry = index * targets + target;
      paths.loss[entry] = reached.loss;
      paths.contributing[entry] = reached.contributing;
      paths.gap[entry] = reached.gap;
      paths.onWeights?.(target, index, descent);
      if (!reached.converged) Atomics.add(paths.unconverged, 0, 1);
    }
  };
});

function refuse({ samples }: PredictionProblem, { penalties }: LassoChoices): void {
  if (samples < 2) {
    throw new Refusal(`Prediction needs at least two samples, and there are ${samples}.`, 'Use a larger probe set.');
  }
  const list = Array.from(penalties ?? []);
  const wrong = list.findIndex(
    (penalty, index) => !(penalty > 0) || penalty >= (list[index - 1] ?? Number.POSITIVE_INFINITY),
  );
  if (wrong >= 0 || penalties?.length === 0) {
    throw new Refusal(
      `Penalties must be positive and falling, and ${wrong < 0 ? 'there are none' : `number ${wrong + 1} is ${list[wrong]}`}.`,
      'Give them from the highest to the lowest.',
    );
  }
}
