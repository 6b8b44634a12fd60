import { lanesOf, runLanes } from '../threads/lanes.js';
import { sharedArray } from '../threads/sharedArrays.js';
import { CoordinateDescent } from './coordinateDescent.js';
import type { PredictionProblem } from './predictionProblem.js';

/** Penalties of a path, unless said otherwise. */
export const PENALTIES = 20;

/** A path ends where the mean loss is within this share of that of least squares... */
export const EXCESS = 0.01;

/** ...but in any case at this share of its highest penalty: where prediction is perfect, no loss is near enough. */
export const LOWEST_SHARE = 1e-4;

/** Targets that the end of the path is sought with; they are spread over all. */
const PROBED = 24;

const PROBING = { tolerance: 1e-4, mostPasses: 1000 };

/** The lowest penalty at which all weights of all targets are 0: the highest absolute correlation. */
export function highestPenalty({ cross }: Pick<PredictionProblem, 'cross'>): number {
  return cross.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0);
}

/** So many penalties from the highest to the lowest, evenly spaced in their logarithm. */
export function spacedPenalties(highest: number, lowest: number, count = PENALTIES): Float64Array {
  return Float64Array.from({ length: count }, (_, index) =>
    index === count - 1 && count > 1 ? lowest : highest * (lowest / highest) ** (index / Math.max(1, count - 1)),
  );
}

/**
 * About the penalty at which the mean loss over the targets exceeds that of least squares by one percent: found by halving, then
 * by interpolation, on some of the targets.
 * @param leastLoss of each target
 * @param lanes threads that seek it
 * @param report called now and then, to end the work by throwing
 */
export async function lowestPenalty(
  { gram, cross }: PredictionProblem,
  highest: number,
  leastLoss: Float64Array,
  lanes: number,
  report: () => Promise<void>,
): Promise<number> {
  const targets = leastLoss.length;
  const probed = Int32Array.from({ length: Math.min(PROBED, targets) }, (_, index) =>
    Math.floor((index * targets) / Math.min(PROBED, targets)),
  );
  const losses = sharedArray(Float64Array, probed.length);
  const least = meanOf(Array.from(probed, (target) => leastLoss[target] as number));
  const floor = highest * LOWEST_SHARE;
  let above = { penalty: highest, excess: Number.POSITIVE_INFINITY };
  for (let penalty = highest / 4; penalty > floor; penalty /= 2) {
    await runLanes(probe, { gram, cross, targets, probed, penalty, losses }, probed.length, lanes, report);
    const excess = meanOf(losses) / least - 1;
    if (excess <= EXCESS) {
      if (!(excess > 0) || !Number.isFinite(above.excess)) return penalty;
      // Between two halvings, the excess is about a power of the penalty.
      const power = Math.log(above.excess / excess) / Math.log(above.penalty / penalty);
      return power > 0.5 ? Math.max(floor, penalty * Math.min(2, (EXCESS / excess) ** (1 / power)) * 0.98) : penalty;
    }
    above = { penalty, excess };
  }
  return floor;
}

interface Probe {
  readonly gram: Float64Array;
  readonly cross: Float64Array;
  readonly targets: number;
  readonly probed: Int32Array;
  readonly penalty: number;
  /** Of each probed target, shared. */
  readonly losses: Float64Array;
}

/** The loss of one target under one penalty. */
export const probe = lanesOf(import.meta.url, 'probe', ({ gram, cross, targets, probed, penalty, losses }: Probe) => {
  const predictors = cross.length / targets;
  const descent = new CoordinateDescent(gram, predictors);
  return function* (index) {
    const target = probed[index] as number;
    descent.start(cross.subarray(target * predictors, (target + 1) * predictors));
    losses[index] = (yield* descent.solveSteps(penalty, PROBING)).loss;
  };
});

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}
