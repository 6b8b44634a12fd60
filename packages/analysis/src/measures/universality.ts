/** How far each unit of one network has partners in all the others. */
export interface Universality {
  /** Per unit: mean over networks of its best correlation there, less the same under rotation; NaN for units that do not vary. */
  readonly excess: Float64Array;
  /** Per unit: mean over networks of its best correlation. */
  readonly best: Float64Array;
  /** Per unit: 1 where the excess is above `UNIVERSAL_ABOVE`. */
  readonly universal: Uint8Array;
  /** Per unit: in how many of the networks its own surplus is above `UNIVERSAL_ABOVE`. */
  readonly foundIn: Int32Array;
}

/** A unit whose excess is above this is universal. */
export const UNIVERSAL_ABOVE = 0.5;

/** One other network as seen from the units asked about. */
export interface Seen {
  /** Per unit: its highest correlation with any unit there; NaN for units that do not vary. */
  readonly best: Float64Array;
  /** repeats x units: the same where that network's units are mixed by random rotations. */
  readonly rotated: Float64Array;
}

/**
 * Universality of units (Gurnee et al. 2024): the mean over networks m of max_j r_ij, less the same under a random rotation
 * of network m, which is what shared subspace gives without shared axes. About -1..1, higher = more universal.
 * @param networks at least one; `best` and `rotated` are what the greedy matching and its rotation baseline yield
 */
export function universality(networks: readonly Seen[]): Universality {
  const units = networks[0]?.best.length ?? 0;
  const best = new Float64Array(units);
  const excess = new Float64Array(units);
  const foundIn = new Int32Array(units);
  for (const seen of networks) {
    const chance = meanOverRepeats(seen.rotated, units);
    for (let unit = 0; unit < units; unit++) {
      const value = seen.best[unit] as number;
      const surplus = value - (chance[unit] as number);
      best[unit] = (best[unit] as number) + value / networks.length;
      excess[unit] = (excess[unit] as number) + surplus / networks.length;
      if (surplus > UNIVERSAL_ABOVE) foundIn[unit]!++;
    }
  }
  return { excess, best, universal: Uint8Array.from(excess, (value) => (value > UNIVERSAL_ABOVE ? 1 : 0)), foundIn };
}

function meanOverRepeats(rotated: Float64Array, units: number): Float64Array {
  const repeats = rotated.length / units;
  return Float64Array.from({ length: units }, (_, unit) => {
    let sum = 0;
    for (let repeat = 0; repeat < repeats; repeat++) sum += rotated[repeat * units + unit] as number;
    return sum / repeats;
  });
}
