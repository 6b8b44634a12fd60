import type { Baseline, Correlation } from '../derivations/values.js';
import { submatrix } from '../linearAlgebra/matrix.js';
import { productSteps } from '../linearAlgebra/product.js';
import { atOnce, restingBetween, type Steps } from '../linearAlgebra/steps.js';
import { matchingSteps } from '../matchings/matchings.js';
import { Draws } from './draws.js';
import { orthogonalSteps } from './orthogonal.js';
import { RandomSource } from './randomSource.js';

/**
 * The matchings when the right side's units are mixed by a random orthogonal matrix: what is left is shared subspace, the
 * surplus over it is shared axes. The right units are standardised first, so that no unit counts for more by its scale.
 * No samples are read: with R the correlations across, S those within the right side and Q the rotation, the new
 * correlations are (R Q)_ij / sqrt((Q' S Q)_jj).
 */
export async function rotationBaseline(
  cross: Correlation,
  within: Correlation,
  repeats: number,
  seed: number,
  report: (fraction: number) => Promise<void>,
): Promise<Baseline> {
  const live = liveOf(cross.rightConditions);
  const draws = new Draws(repeats, cross.rows);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const turned = await restingBetween(rotatedSteps(cross, within, live, seed, repeat));
    draws.add(repeat, await restingBetween(matchingSteps(turned)));
    await report((repeat + 1) / repeats);
  }
  return draws.finish();
}

export function liveOf(conditions: Uint8Array): number[] {
  return [...conditions.keys()].filter((unit) => conditions[unit] === 0);
}

/** Numbers kept of the rotations drawn last: all pairs of a family of networks are rotated alike. */
const KEPT_NUMBERS = 2 ** 22;
const kept = new Map<string, Float64Array>();

/** The rotation of a repeat: size x size, row-major. */
export function rotationOf(size: number, seed: number, repeat: number): Float64Array {
  return atOnce(rotationSteps(size, seed, repeat));
}

/** The same in steps. */
export function* rotationSteps(size: number, seed: number, repeat: number): Steps<Float64Array> {
  const name = `${size} ${seed} ${repeat}`;
  let rotation = kept.get(name);
  if (rotation === undefined) {
    rotation = yield* orthogonalSteps(size, new RandomSource(seed, repeat, 2));
    kept.set(name, rotation);
    let numbers = [...kept.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [oldest, { length }] of kept) {
      if (numbers <= KEPT_NUMBERS || oldest === name) break;
      kept.delete(oldest);
      numbers -= length;
    }
  }
  return rotation;
}

/** Correlations with the right's live units rotated as in that repeat. */
export function* rotatedSteps(
  cross: Correlation,
  within: Correlation,
  live: readonly number[],
  seed: number,
  repeat: number,
): Steps<Correlation> {
  return yield* rotatedBy(cross, within, live, yield* rotationSteps(live.length, seed, repeat));
}

/** Correlations with the right's live units rotated, each in the place of one of them. */
export function* rotatedBy(
  cross: Correlation,
  within: Correlation,
  live: readonly number[],
  rotation: Float64Array,
): Steps<Correlation> {
  const count = live.length;
  const deviations = (yield* rotatedVariances(within, live, rotation)).map(Math.sqrt);
  const values = new Float64Array(cross.rows * cross.columns).fill(Number.NaN);
  const rows = liveOf(cross.leftConditions);
  const across = submatrix({ rows: cross.rows, columns: cross.columns, values: cross.values }, rows, live);
  yield 4 * rows.length * count;
  const turned = (yield* productSteps(across, { rows: count, columns: count, values: rotation })).values;
  rows.forEach((unit, place) => {
    for (let column = 0; column < count; column++) {
      values[unit * cross.columns + (live[column] as number)] =
        (turned[place * count + column] as number) / (deviations[column] as number);
    }
  });
  yield 4 * rows.length * count;
  return { ...cross, values };
}

/** Variance of each rotated unit: the diagonal of Q' S Q, S the rows and columns of `within` that are live. */
export function* rotatedVariances(
  within: Pick<Correlation, 'values' | 'columns'>,
  live: readonly number[],
  rotation: Float64Array,
): Steps<Float64Array> {
  const count = live.length;
  const variances = new Float64Array(count);
  const rows = within.values.length / within.columns;
  const inside = submatrix({ rows, columns: within.columns, values: within.values }, live, live);
  yield 4 * count * count;
  const turned = (yield* productSteps(inside, { rows: count, columns: count, values: rotation })).values;
  for (let index = 0; index < turned.length; index++) {
    const column = index % count;
    variances[column] = (variances[column] as number) + (turned[index] as number) * (rotation[index] as number);
  }
  return variances;
}
