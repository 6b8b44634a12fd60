import type { Incomparable } from '../comparisons/incomparable.js';
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
  const scope = await searchScope(context, unit.layer, other.layer.id, asked, asked.by);
  if (!(scope instanceof SearchScope)) return scope;
  const match = scope.partner(unit.index, other.index);
  if (match !== null) return match;
  const [{ correlation }] = scope.sides as [(typeof scope.sides)[number]];
  const still = correlation.leftConditions[unit.index] === 0 ? other : unit;
  return new Unmatched(`${still.id} does not vary over the samples, so nothing correlates with it.`);
}
