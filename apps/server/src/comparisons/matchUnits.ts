import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import type { MatchRule, Measure } from '../enums.js';
import { bestOfPair } from './bestOfPair.js';
import type { Incomparable } from './incomparable.js';
import { isLarge, isSearchable, tooLarge } from './largePairs.js';
import type { LayerPair } from './layerPair.js';
import { type MatchedUnits, matchedByBest, matchedByValues } from './matchedUnits.js';

/** Matches the units of a pair: from all its values, or where those are too many from the best partners alone. */
export async function matchUnits<Result>(
  context: Context,
  pair: LayerPair,
  { rule, by }: { readonly rule: MatchRule; readonly by: Measure },
  make: (matched: MatchedUnits) => Result,
): Promise<Result | Computation | Incomparable> {
  if (!isLarge(context, pair)) {
    return context.answer(pair.matchings(by), (matchings) =>
      context.answer(pair.values(by), (values) => make(matchedByValues(matchings, values, rule))),
    );
  }
  if (rule === 'ASSIGNMENT' || !isSearchable(by)) {
    const remedy = 'Ask for GREEDY or MUTUAL by PEARSON or SPEARMAN, which are found without it.';
    return tooLarge(context, pair, { what: `${rule} by ${by}`, wanted: pair.matchings(by), remedy });
  }
  const best = await bestOfPair(context, pair, by, 1);
  return best instanceof Computation ? best : make(matchedByBest(best, rule));
}
