import type { Matching, Matchings, MatchRule } from '../derivations/values.js';

/** One step of a cycle: from the units of one network to their partners in the next. */
export interface Leg {
  readonly matching: Matching;
  /** Left units that vary. */
  readonly live: number;
}

export function legOf({ rules, deadLeft }: Matchings, rule: MatchRule): Leg {
  return { matching: rules[rule], live: rules[rule].targets.length - deadLeft };
}

/** What becomes of the units that go round. */
export interface Walks {
  readonly legs: number;
  /** units x legs: index of the unit reached by each leg, the last one in the network where it began; -1 from where it has no partner. */
  readonly paths: Int32Array;
  /** units x legs: value of the match that led there; NaN from where it has no partner. */
  readonly values: Float64Array;
  /** Units that end where they began. */
  readonly returned: number;
  /** Live units that have no partner somewhere on the way. */
  readonly lost: number;
  /**
   * Share of the live units that would return by chance, exactly: the expectation when the live units of every network
   * change places at random between arriving and going on. With m of n live units matched on each leg, the product of all
   * m / n over the number that set out.
   */
  readonly chance: number;
}

/**
 * Follows each unit from network to network, and from the last one back to the first.
 * @param legs at least two; the right side of each is the left side of the next, and that of the last the left side of the first
 */
export function followCycle(legs: readonly Leg[]): Walks {
  const units = legs[0]?.matching.targets.length ?? 0;
  const paths = new Int32Array(units * legs.length).fill(-1);
  const values = new Float64Array(units * legs.length).fill(Number.NaN);
  let [returned, arrived] = [0, 0];
  for (let unit = 0; unit < units; unit++) {
    let at = unit;
    for (let leg = 0; leg < legs.length && at >= 0; leg++) {
      const { matching } = legs[leg] as Leg;
      values[unit * legs.length + leg] = matching.values[at] as number;
      at = matching.targets[at] as number;
      paths[unit * legs.length + leg] = at;
    }
    if (at >= 0) arrived++;
    if (at === unit) returned++;
  }
  const live = legs[0]?.live ?? 0;
  const matchedShare = legs.reduce((product, leg) => (product * leg.matching.matched) / leg.live, 1);
  return { legs: legs.length, paths, values, returned, lost: live - arrived, chance: matchedShare / live };
}
