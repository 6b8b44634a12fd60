import { falling } from '../comparisons/falling.js';
import type { FoundIn, UnitUniversalityOrder } from '../enums.js';
import { pageOf } from '../relay/page.js';
import type { FoundUnits } from './foundUnits.js';
import { UnitUniversality, UnitUniversalityConnection } from './unitUniversality.js';

interface Place {
  readonly found: FoundUnits;
  readonly unit: number;
}

/** Which units of some layers, in which order. */
export interface UnitsAsked {
  readonly foundIn: FoundIn | null;
  readonly orderBy: UnitUniversalityOrder;
  readonly descending: boolean;
  readonly first: number;
  readonly after: string | null;
}

/** Units of all the layers in one list. Those that do not vary come last, and are in no list of those found somewhere. */
export function pageOfUnits(
  layers: readonly FoundUnits[],
  asked: UnitsAsked,
): InstanceType<typeof UnitUniversalityConnection> {
  const places = layers.flatMap((found) =>
    [...found.conditions.keys()]
      .filter((unit) => asked.foundIn === null || found.standing(unit) === asked.foundIn)
      .map((unit) => ({ found, unit })),
  );
  const ordered = inOrder(places, asked);
  const page = pageOf(asked.first, asked.after, ordered.length);
  const entries = ordered.slice(page.start, page.end).map(({ found, unit }) => new UnitUniversality(found, unit));
  return new UnitUniversalityConnection(page, ordered.length, entries);
}

function inOrder(places: readonly Place[], { orderBy, descending }: UnitsAsked): Place[] {
  // Rising is falling by the opposite number, so that units without one come last either way.
  const sign = descending ? 1 : -1;
  const order = falling([...places.keys()], (place) => sign * scoreBy(orderBy, places[place] as Place, place));
  return order.map((place) => places[place] as Place);
}

function scoreBy(orderBy: UnitUniversalityOrder, { found, unit }: Place, place: number): number {
  const excess = found.means.excess[unit] as number;
  if (!found.isLive(unit)) return Number.NaN;
  switch (orderBy) {
    case 'EXCESS':
      return excess;
    case 'BEST':
      return found.means.best[unit] as number;
    case 'FOUND_IN':
      // The excess is below 2 in absolute value, so it decides only among those found equally often.
      return 4 * found.foundIn(unit) + excess;
    case 'INDEX':
      return place;
  }
}
