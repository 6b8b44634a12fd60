import type { BestMatches, BestPartners, Correlation, Matchings, Matching as Partners } from '@unitgraph/analysis';
import type { MatchRule } from '../enums.js';
import { type PairIndex, pairIndexOf } from './pairIndex.js';

/** A matching of two layers' units under one rule, however it was come by. */
export interface MatchedUnits {
  readonly partners: Partners;
  /** One of `UNIT_CONDITIONS`' indices per left unit. */
  readonly leftConditions: Uint8Array;
  readonly deadLeft: number;
  readonly deadRight: number;
  /** Share of live left units that GREEDY and ASSIGNMENT give the same value; NaN where that is not known. */
  readonly agreement: number;
  /** Best partners on both sides. */
  readonly index: PairIndex;
  /** The values of all pairs; null where only those of the best are known. */
  readonly values: Correlation | null;
}

/** From all values of a pair. */
export function matchedByValues(matchings: Matchings, values: Correlation, rule: MatchRule): MatchedUnits {
  const { deadLeft, deadRight, agreement } = matchings;
  const index = () => pairIndexOf(values);
  return {
    ...{ partners: matchings.rules[rule], leftConditions: values.leftConditions },
    ...{ deadLeft, deadRight, agreement, values },
    // Not every field of a matching needs it.
    get index() {
      return index();
    },
  };
}

/** From the best partners alone. */
export function matchedByBest(best: BestMatches, rule: 'GREEDY' | 'MUTUAL'): MatchedUnits {
  const { left, right, kept, leftConditions, rightConditions } = best;
  const rows = firstOf(left, kept, leftConditions, right === null);
  const columns = right === null ? rows : firstOf(right, kept, rightConditions, false);
  const index = { ofRows: rows.targets, ofColumns: columns.targets };
  const targets =
    rule === 'GREEDY'
      ? rows.targets
      : rows.targets.map((target, unit) => (columns.targets[target] === unit ? target : -1));
  const values = rows.values.map((value, unit) => ((targets[unit] as number) < 0 ? Number.NaN : value));
  const matched = targets.reduce((count, target) => count + Number(target >= 0), 0);
  const sum = values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
  return {
    partners: { targets, values, matched, mean: matched > 0 ? sum / matched : Number.NaN },
    leftConditions,
    deadLeft: dead(leftConditions),
    deadRight: dead(rightConditions),
    agreement: Number.NaN,
    index,
    values: null,
  };
}

/**
 * Each unit's best partner. In a matching of a layer with itself that is the unit, or a perfect one that comes before it, as all values
 * would have it.
 */
function firstOf({ units, partners, values }: BestPartners, kept: number, conditions: Uint8Array, itself: boolean) {
  const targets = new Int32Array(units);
  const best = new Float64Array(units);
  for (let unit = 0; unit < units; unit++) {
    const [partner, value] = [partners[unit * kept] as number, values[unit * kept] as number];
    const own = itself && conditions[unit] === 0 && !(value >= 1 && partner < unit);
    targets[unit] = own ? unit : partner;
    best[unit] = own ? 1 : value;
  }
  return { targets, values: best };
}

/** Units without variance. */
function dead(conditions: Uint8Array): number {
  return conditions.reduce((count, condition) => count + Number(condition !== 0), 0);
}
