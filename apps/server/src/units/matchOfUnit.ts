import type { Incomparable } from '../comparisons/incomparable.js';
import type { LayerPair } from '../comparisons/layerPair.js';
import { Match } from '../comparisons/match.js';
import { Matching } from '../comparisons/matching.js';
import { matchUnits } from '../comparisons/matchUnits.js';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import type { MatchRule, Measure } from '../enums.js';
import { Unmatched } from './correlates.js';
import type { Unit } from './unit.js';

/** The partner of one left unit of a pair under a rule, or in words why it has none. */
export async function matchOfUnit(
  context: Context,
  pair: LayerPair,
  unit: Unit,
  rule: MatchRule,
  by: Measure,
): Promise<Match | Unmatched | Incomparable | Computation> {
  // All units of the layer that are asked in one operation share the matching, and its ranks.
  const { leftRecording, rightRecording } = pair;
  const found = await context.once(`match ${rule} ${by} ${leftRecording.key} ${rightRecording.key}`, () =>
    matchUnits(context, pair, { rule, by }, (matched) => {
      const places = new Map(new Matching(pair, rule, by, matched).ranked.map((place) => [place.left, place]));
      return { matched, places };
    }),
  );
  if (!('places' in found)) return found;
  const { places, matched } = found;
  const place = places.get(unit.index);
  if (place !== undefined) return new Match(pair, rule, by, matched.values, place);
  return new Unmatched(`${unit.id} ${whyUnmatched(matched.leftConditions[unit.index] as number, rule)}`);
}

function whyUnmatched(condition: number, rule: MatchRule): string {
  if (condition === 1) return 'is zero on every sample, so nothing correlates with it.';
  if (condition === 2) return 'has one value on every sample, so nothing correlates with it.';
  if (rule === 'MUTUAL') return 'is not the best partner of its own best partner.';
  return rule === 'ASSIGNMENT'
    ? 'is left over: the other layer has fewer live units.'
    : 'has no partner: the other layer has no live unit.';
}
