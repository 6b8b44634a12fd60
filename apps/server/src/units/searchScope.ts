import { bestOfPair } from '../comparisons/bestOfPair.js';
import { Incomparable } from '../comparisons/incomparable.js';
import { isLarge, isSearchable, MOST_KEPT, tooLarge } from '../comparisons/largePairs.js';
import { LayerPair } from '../comparisons/layerPair.js';
import { Match } from '../comparisons/match.js';
import { pairLayers } from '../comparisons/pairLayers.js';
import { valuesOfPair } from '../comparisons/valuesOfPair.js';
import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { Measure } from '../enums.js';
import { type Layer, layersOf } from '../layers/layer.js';
import type { RecordingArguments } from '../recordings/recordingArguments.js';
import { parseId } from '../relay/globalId.js';
import { type SearchedSide, sideOfBest, sideOfValues } from './searchedSide.js';

/** The layers in which the units of one layer look for partners, with all the values. */
export class SearchScope {
  constructor(
    readonly sides: readonly SearchedSide[],
    readonly incomparable: readonly Incomparable[],
    readonly measure: Measure,
  ) {}

  /** The best partners of one unit over all layers, best first, ties to the layer and index that come first. */
  best(unit: number, count: number): Match[] {
    const places: { side: SearchedSide; right: number; value: number }[] = [];
    let lowest = Number.NEGATIVE_INFINITY;
    for (const side of this.sides) {
      const { values, first, count: candidates, partners } = side.of(unit);
      for (let candidate = first; candidate < first + candidates; candidate++) {
        const value = values[candidate] as number;
        // NaN fails both, so units without variance are passed over.
        if (!(value > lowest || (places.length < count && !Number.isNaN(value)))) continue;
        const right = partners === null ? candidate - first : (partners[candidate] as number);
        let place = places.length;
        while (place > 0 && (places[place - 1] as { value: number }).value < value) place--;
        places.splice(place, 0, { side, right, value });
        if (places.length > count) places.pop();
        if (places.length === count) lowest = (places[count - 1] as { value: number }).value;
      }
    }
    return places.map(({ side, right, value }, place) => this.matchAt(side, unit, right, value, place + 1));
  }

  /**
   * Any other unit as the partner that it is in the whole list of `best`: null where one of the two does not vary, or where it is not
   * among the best and only those are known.
   */
  partner(unit: number, right: number): Match | null {
    const [side] = this.sides;
    if (side === undefined) return null;
    const { values, first, count, partners } = side.of(unit);
    const row = values.subarray(first, first + count);
    if (partners !== null) {
      const place = partners.subarray(first, first + count).indexOf(right);
      return place < 0 ? null : this.matchAt(side, unit, right, row[place] as number, place + 1);
    }
    const value = row[right] as number;
    if (Number.isNaN(value)) return null;
    const before = row.reduce(
      (count, other, index) => count + Number(other > value || (other === value && index < right)),
      0,
    );
    return this.matchAt(side, unit, right, value, before + 1);
  }

  private matchAt(
    { pair, correlation, index }: SearchedSide,
    left: number,
    right: number,
    value: number,
    rank: number,
  ): Match {
    const mutual = index.ofRows[left] === right && index.ofColumns[right] === left;
    return new Match(pair, 'GREEDY', this.measure, correlation, { left, right, value, rank, mutual });
  }
}

/**
 * Where the units of a layer look: in a layer, in every comparable layer of a network, or of all other networks. Shared by
 * all units of the layer in one operation, so that each asks only its own row of values.
 */
export function searchScope(
  context: Context,
  layer: Layer,
  within: string | null | undefined,
  on: RecordingArguments,
  { by = Measure.PEARSON, first = 1 }: { readonly by?: Measure; readonly first?: number } = {},
): Promise<SearchScope | Incomparable | Computation> {
  return context.once(
    `search ${by} ${first} ${layer.id} ${within} ${on.probeSet} ${JSON.stringify(on.reduction)}`,
    async () => {
      const targets = await layersWithin(context, layer, within);
      const paired = await Promise.all(targets.map((target) => pairLayers(context, layer, target, on)));
      const pairs = paired.filter((pair) => pair instanceof LayerPair);
      const incomparable = paired.filter((pair) => pair instanceof Incomparable);
      if (pairs.length === 0) return nothingComparable(layer, targets, incomparable);
      const sides: SearchedSide[] = [];
      for (const side of await Promise.all(pairs.map((pair) => sideOf(context, pair, by, first)))) {
        // One that failed, takes too long or is too large stands for all: an answer without it would be a wrong one.
        if (side instanceof Computation || side instanceof Incomparable) return side;
        sides.push(side);
      }
      return liveScope(sides, within == null ? [] : incomparable, by);
    },
  );
}

/** A layer to look in: with all values, or where those are too many with the best. */
async function sideOf(
  context: Context,
  pair: LayerPair,
  by: Measure,
  first: number,
): Promise<SearchedSide | Computation | Incomparable> {
  if (!isLarge(context, pair)) {
    const values = await valuesOfPair(context, pair, by);
    return values instanceof Computation ? values : sideOfValues(pair, values);
  }
  if (!isSearchable(by) || first > MOST_KEPT) {
    const remedy = `Ask for the first ${MOST_KEPT} at most, by PEARSON or SPEARMAN, which are found without it.`;
    return tooLarge(context, pair, {
      what: `Partners by ${by}, ${first} of each unit,`,
      wanted: pair.values(by),
      remedy,
    });
  }
  const best = await bestOfPair(context, pair, by, first);
  return best instanceof Computation ? best : sideOfBest(pair, best);
}

async function layersWithin({ loaders }: Context, layer: Layer, within: string | null | undefined): Promise<Layer[]> {
  if (within == null) {
    const others = (await loaders.networks()).filter(({ slug }) => slug !== layer.network.slug);
    return others.flatMap(layersOf);
  }
  if (parseId(within, 'network', 'layer').type === 'layer') return [await loaders.layerOfId(within)];
  return [...layersOf(await loaders.networkOfId(within))];
}

function nothingComparable(
  layer: Layer,
  targets: readonly Layer[],
  incomparable: readonly Incomparable[],
): Incomparable {
  const [only, ...more] = incomparable;
  if (only !== undefined && more.length === 0) return only;
  if (only === undefined) {
    return new Incomparable(
      'NO_PROBE_SET',
      `There is no other network to compare ${layer.title} with. Import one, or restore the examples.`,
      layer,
      null,
    );
  }
  const names = [...new Set(targets.map(({ network }) => network.slug))].join(', ');
  return new Incomparable(
    only.reason,
    `No layer of ${names} can be compared with ${layer.title}. For one: ${only.message}`,
    layer,
    null,
  );
}

/** Sides in which both layers have units that vary; an answer of its own when there is none. */
function liveScope(
  sides: readonly SearchedSide[],
  incomparable: readonly Incomparable[],
  by: Measure,
): SearchScope | Incomparable {
  const lifeless = sides.map(lifelessSide).filter((side) => side !== null);
  const [first] = lifeless;
  if (first !== undefined && lifeless.length === sides.length) return first;
  return new SearchScope(sides, [...incomparable, ...lifeless], by);
}

function lifelessSide({ pair, leftConditions, rightConditions }: SearchedSide): Incomparable | null {
  const lifeless = !leftConditions.includes(0) ? pair.left : !rightConditions.includes(0) ? pair.right : null;
  if (lifeless === null) return null;
  const message = `${lifeless.title} has no unit that varies on ${pair.probeSet.slug}, so nothing correlates with it. Compare another layer.`;
  return new Incomparable('NO_LIVE_UNITS', message, pair.left, pair.right);
}
