import type { Correlation, CyclesBaseline } from '../derivations/values.js';
import { MATCH_RULES } from '../derivations/values.js';
import { transposed } from '../linearAlgebra/matrix.js';
import { restingBetween, type Steps } from '../linearAlgebra/steps.js';
import { followCycle, legOf } from '../matchings/cycles.js';
import { matchingSteps } from '../matchings/matchings.js';
import { orthogonalSteps } from './orthogonal.js';
import { RandomSource } from './randomSource.js';
import { liveOf, rotatedBy } from './rotation.js';

/**
 * Share of units that return from a walk round networks when the units of every network but the first are standardised and
 * mixed by a random orthogonal matrix, one for each network. Two networks that are alike bring units home through any
 * third, however unlike; what is left here comes of shared subspaces, and the surplus over it of shared axes.
 * @param legs correlations of each network with the next, and of the last with the first
 * @param within correlations of each network but the first with itself
 */
export async function cyclesBaseline(
  legs: readonly Correlation[],
  within: readonly Correlation[],
  repeats: number,
  seed: number,
  report: (fraction: number) => Promise<void>,
): Promise<CyclesBaseline> {
  const empty = () => new Float64Array(repeats).fill(Number.NaN);
  const shares = { GREEDY: empty(), ASSIGNMENT: empty(), MUTUAL: empty() };
  for (let repeat = 0; repeat < repeats; repeat++) {
    const mixes: Mix[] = [];
    for (const [place, inside] of within.entries()) {
      const live = liveOf(inside.leftConditions);
      const random = new RandomSource(seed, repeat, 2, place + 1);
      mixes.push({ inside, live, rotation: await restingBetween(orthogonalSteps(live.length, random)) });
    }
    const matchings = [];
    for (const [place, leg] of legs.entries()) {
      const once = await restingBetween(mixed(leg, mixes[place], 'right'));
      const twice = await restingBetween(mixed(once, mixes[place - 1], 'left'));
      matchings.push(await restingBetween(matchingSteps(twice)));
      await report((repeat + (place + 1) / legs.length) / repeats);
    }
    for (const rule of MATCH_RULES) {
      const walk = matchings.map((each) => legOf(each, rule));
      shares[rule][repeat] = followCycle(walk).returned / (walk[0]?.live ?? 0);
    }
  }
  return { repeats, shares };
}

interface Mix {
  readonly inside: Correlation;
  readonly live: readonly number[];
  readonly rotation: Float64Array;
}

/** One side mixed; without a mix as it was, which is the first network. */
function* mixed(correlation: Correlation, mix: Mix | undefined, side: 'left' | 'right'): Steps<Correlation> {
  if (mix === undefined) return correlation;
  if (side === 'left') return turned(yield* mixed(turned(correlation), mix, 'right'));
  return yield* rotatedBy(correlation, mix.inside, mix.live, mix.rotation);
}

function turned(correlation: Correlation): Correlation {
  const { leftConditions, rightConditions } = correlation;
  return {
    ...correlation,
    ...transposed(correlation),
    leftConditions: rightConditions,
    rightConditions: leftConditions,
  };
}
