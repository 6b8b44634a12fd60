import type { Matching } from '../derivations/values.js';

/** A unit whose excess is above this is universal (Gurnee et al. 2024). */
export const UNIVERSAL_ABOVE = 0.5;

/** One layer of another network, as seen from the units asked about. */
export interface SeenLayer {
  /** Each unit's best partner there. */
  readonly greedy: Matching;
  /** Per unit: 1 where it is the best partner of its best partner, too. */
  readonly mutual: Uint8Array;
  /** repeats x units: value of the best partner when that layer's units are mixed by a random rotation. */
  readonly rotated: Float64Array;
}

/** Another network, as seen from the units asked about: the best over those of its layers that were looked at. */
export interface SeenNetwork {
  /** Per unit: its highest correlation with any unit there; NaN where there is none. */
  readonly best: Float64Array;
  /** Per unit: mean over the repeats of the same under rotation; NaN where there is none. */
  readonly rotated: Float64Array;
  /** Per unit: place of the layer in which the best partner is, and its index in it; -1 where there is none. */
  readonly layers: Int32Array;
  readonly targets: Int32Array;
  readonly mutual: Uint8Array;
}

/** How far each unit of one network has partners in all the others. */
export interface Universality {
  /** Per unit: mean over networks of its best correlation; NaN for units that do not vary. */
  readonly best: Float64Array;
  /** Per unit: mean over networks of the same under rotation. */
  readonly rotated: Float64Array;
  /** Per unit: `best` less `rotated`, about -1..1, higher = more universal. */
  readonly excess: Float64Array;
}

/**
 * The best partner of each unit over all layers of one other network. Under rotation each layer is mixed by itself, and the
 * best over the layers is taken in every repeat, so that looking in more layers raises what chance gives as well.
 */
export function seenNetwork(layers: readonly SeenLayer[], units: number): SeenNetwork {
  const best = new Float64Array(units).fill(Number.NaN);
  const [places, targets] = [new Int32Array(units).fill(-1), new Int32Array(units).fill(-1)];
  const mutual = new Uint8Array(units);
  for (const [place, { greedy, mutual: bothWays }] of layers.entries()) {
    for (let unit = 0; unit < units; unit++) {
      const value = greedy.values[unit] as number;
      // NaN fails both; among equals the layer that comes first stays.
      if (!(value > (best[unit] as number) || (Number.isNaN(best[unit]) && !Number.isNaN(value)))) continue;
      best[unit] = value;
      places[unit] = place;
      targets[unit] = greedy.targets[unit] as number;
      mutual[unit] = bothWays[unit] as number;
    }
  }
  return { best, rotated: meanOfHighest(layers, units), layers: places, targets, mutual };
}

/** Mean over the repeats of the highest value over the layers. */
function meanOfHighest(layers: readonly SeenLayer[], units: number): Float64Array {
  const repeats = (layers[0]?.rotated.length ?? 0) / units;
  return Float64Array.from({ length: units }, (_, unit) => {
    let sum = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      let highest = Number.NEGATIVE_INFINITY;
      for (const { rotated } of layers) {
        const value = rotated[repeat * units + unit] as number;
        if (value > highest) highest = value;
      }
      sum += highest;
    }
    return Number.isFinite(sum) && repeats > 0 ? sum / repeats : Number.NaN;
  });
}

/**
 * Universality of units (Gurnee et al. 2024): the mean over networks m of max_j r_ij, less the same under a random rotation
 * of network m, which is what shared subspace gives without shared axes.
 * @param networks at least one; those in which nothing varies are left out
 */
export function universality(networks: readonly Pick<SeenNetwork, 'best' | 'rotated'>[]): Universality {
  const units = networks[0]?.best.length ?? 0;
  const meanOf = (side: 'best' | 'rotated'): Float64Array =>
    Float64Array.from({ length: units }, (_, unit) => {
      const values = networks.map((network) => network[side][unit] as number).filter((value) => !Number.isNaN(value));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
  const [best, rotated] = [meanOf('best'), meanOf('rotated')];
  return { best, rotated, excess: best.map((value, unit) => value - (rotated[unit] as number)) };
}

/** Whether a unit is in another network: its surplus over rotation there is above the threshold. */
export function isFound(network: Pick<SeenNetwork, 'best' | 'rotated'>, unit: number, threshold: number): boolean {
  return (network.best[unit] as number) - (network.rotated[unit] as number) > threshold;
}
