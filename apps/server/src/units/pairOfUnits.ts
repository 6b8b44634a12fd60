import type { Incomparable } from '../comparisons/incomparable.js';
import { tooLarge } from '../comparisons/largePairs.js';
import type { Match } from '../comparisons/match.js';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { Unmatched } from './correlates.js';
import { SearchScope, searchScope } from './searchScope.js';
import type { Unit } from './unit.js';
import type { UnitPairArguments } from './unitArguments.js';

/**
 * Two units as a match, whatever their place among each other's partners.
 * @throws a GraphQL error when they are one and the same
 */
export async function pairOfUnits(
  context: Context,
  unit: Unit,
  other: Unit,
  asked: UnitPairArguments,
): Promise<Match | Unmatched | Incomparable | Computation> {
  if (other.id === unit.id) throw badInput(`with: ${asked.with} is the unit itself. Name another one.`);
  const scope = await searchScope(context, unit.layer, other.layer.id, asked, { by: asked.by });
  if (!(scope instanceof SearchScope)) return scope;
  const match = scope.partner(unit.index, other.index);
  if (match !== null) return match;
  const [{ pair, correlation, leftConditions, rightConditions }] = scope.sides as [(typeof scope.sides)[number]];
  const lives = [leftConditions[unit.index], rightConditions[other.index]].every((condition) => condition === 0);
  if (lives && correlation === null) {
    const remedy = `It is none of the best partners of ${unit.id}, whose places are known; \`activations\` shows both on the same samples.`;
    return tooLarge(context, pair, {
      what: `The place of ${other.id} among all partners`,
      wanted: pair.values(asked.by),
      remedy,
    });
  }
  const still = leftConditions[unit.index] === 0 ? other : unit;
  return new Unmatched(`${still.id} does not vary over the samples, so nothing correlates with it.`);
}
