import type { Backend } from '../backends/backend.js';
import type { Baseline, Correlation, Recording } from '../derivations/values.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { matchingSteps } from '../matchings/matchings.js';
import { correlationFromComoments } from '../measures/correlation.js';
import type { Store } from '../storage/store.js';
import { Draws } from './draws.js';
import { shuffledComoments } from './shuffledComoments.js';

/**
 * The matchings when the right side's stimuli change places, `repeats` times. Whole stimuli move: positions of one image
 * depend on each other, so they are no separate draws, and what units share by position alone (borders, padding) stays
 * in the baseline where it belongs.
 *
 * Both sides are put into the same random order once, and the right one is then shifted round by a different distance in each
 * repeat. Those rearrangements are a group that holds the identity, so the test is exact; and shifting is copying rows,
 * where free permutations would gather every sample again in every repeat.
 */
export async function permutationBaseline(
  left: Recording,
  right: Recording,
  repeats: number,
  seed: number,
  store: Store,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<Baseline> {
  const draws = new Draws(repeats, left.units);
  const take = async (comoments: Float64Array, repeat: number): Promise<void> =>
    draws.add(repeat, await restingBetween(matchingSteps(correlationOfDraw(comoments, left, right))));
  await shuffledComoments(left, right, { repeats, seed, take }, { store, backend }, report);
  return draws.finish();
}

/** Moving stimuli changes no unit's mean or deviation. */
export function correlationOfDraw(comoments: Float64Array, left: Recording, right: Recording): Correlation {
  return {
    rows: left.units,
    columns: right.units,
    samples: left.samples,
    values: correlationFromComoments(comoments, left.moments, right.moments),
    leftConditions: left.conditions,
    rightConditions: right.conditions,
  };
}
