import type { Backend } from '../backends/backend.js';
import type { Correlation, Recording } from '../derivations/values.js';
import { productSteps } from '../linearAlgebra/product.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { leastSquares } from '../measures/leastSquares.js';
import { RSA_SAMPLES, rankAgreement, ranked, rankedDissimilarities } from '../measures/rsa.js';
import { type SecondMoments, standardized } from '../measures/secondMoments.js';
import { softMatchingSteps } from '../measures/softMatching.js';
import { distancesWithout, gramOfSamples } from '../statistics/sampleGram.js';
import { chosenSamples, sampleRows } from '../statistics/sampleRows.js';
import type { Store } from '../storage/store.js';
import { RandomSource } from './randomSource.js';
import { liveOf, rotatedSteps, rotatedVariances, rotationSteps } from './rotation.js';

/** How often a side's units are rotated, and from which seed. */
interface Rotations {
  readonly repeats: number;
  readonly seed: number;
}

type Report = (fraction: number) => Promise<void>;

/** Soft matching with the right's standardised units rotated, as in `rotationBaseline`: one value a repeat. */
export async function rotatedSoftMatching(
  cross: Correlation,
  within: Correlation,
  { repeats, seed }: Rotations,
  report: Report,
): Promise<Float64Array> {
  const live = liveOf(cross.rightConditions);
  return drawn(repeats, report, async (repeat) => {
    const { values } = await restingBetween(rotatedSteps(cross, within, live, seed, repeat));
    return (await restingBetween(softMatchingSteps(values, cross.rows, cross.columns))).score;
  });
}

/**
 * The explained share of the right's units when these are rotated first, standardised before and after: with E the
 * covariance that is explained, S the correlations and Q the rotation, the mean of (Q'EQ)_jj / (Q'SQ)_jj.
 */
export async function rotatedLeastSquares(
  moments: SecondMoments,
  { repeats, seed }: Rotations,
  multiply: Multiply,
  report: Report,
): Promise<Float64Array> {
  const live = standardized(moments);
  const { weights } = await leastSquares(moments, multiply);
  const explained = await restingBetween(productSteps(weights, live.across));
  const units = [...live.rightUnits.keys()];
  return drawn(repeats, report, async (repeat) => {
    const rotation = await restingBetween(rotationSteps(units.length, seed, repeat));
    const whole = await restingBetween(rotatedVariances(live.right, units, rotation));
    const part = await restingBetween(rotatedVariances(explained, units, rotation));
    const shares = part.map((each, unit) => each / (whole[unit] as number));
    return shares.reduce((sum, share) => sum + share, 0) / units.length;
  });
}

/**
 * RSA with the right's live units rotated as they are, about zero. Of all that a rotation changes, Pearson's correlation over
 * units sees one direction, that of equal units, along which every sample is centred: a random direction takes its place.
 */
export async function rotatedRsa(
  left: Recording,
  right: Recording,
  { repeats, seed }: Rotations,
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  report: Report,
): Promise<Float64Array> {
  const chosen = chosenSamples(left.samples, RSA_SAMPLES);
  const read = (recording: Recording) => sampleRows(recording, chosen, store, () => report(0));
  const x = await rankedDissimilarities(await read(left), backend, (fraction) => report(0.2 * fraction));
  const rows = await read(right);
  const gram = await gramOfSamples(rows, backend, (fraction) => report(0.2 + 0.1 * fraction));
  const rest = (fraction: number) => report(0.3 + 0.7 * fraction);
  return drawn(repeats, rest, async (repeat) => {
    const direction = rotatedMean(right, new RandomSource(seed, repeat, 5));
    const distances = await restingBetween(distancesWithout(gram, rows, direction));
    const y = await restingBetween(ranked(distances, rows.count));
    return restingBetween(rankAgreement(x, y));
  });
}

/** Where a rotation of the live units takes the direction of equal units: of length 1, uniform over what it can be. */
function rotatedMean({ units, conditions }: Recording, random: RandomSource): Float64Array {
  const live = liveOf(conditions);
  const draw = live.map(() => random.normal());
  const length = Math.sqrt(draw.reduce((sum, value) => sum + value * value, 0));
  const direction = new Float64Array(units).fill(1 / Math.sqrt(units));
  for (const [place, unit] of live.entries()) {
    direction[unit] = ((draw[place] as number) / length) * Math.sqrt(live.length / units);
  }
  return direction;
}

async function drawn(
  repeats: number,
  report: Report,
  draw: (repeat: number) => Promise<number>,
): Promise<Float64Array> {
  const values = new Float64Array(repeats);
  for (let repeat = 0; repeat < repeats; repeat++) {
    values[repeat] = await draw(repeat);
    await report((repeat + 1) / repeats);
  }
  return values;
}
