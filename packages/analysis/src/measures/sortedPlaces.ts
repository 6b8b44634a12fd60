import type { Steps } from '../linearAlgebra/steps.js';

/** Values in rising order, and where each of them stood. */
export interface SortedPlaces {
  readonly values: Float64Array;
  readonly places: Uint32Array;
}

/** Intervals of equal width into which values are put first: as many as there are values, up to these. */
const MOST_BUCKETS = 2 ** 20;
/** Up to so many values of a bucket are sorted by inserting one after another. */
const FEW = 24;
/** Values, or buckets, between two chances to rest. */
const STEP = 2 ** 16;
/** Operations that one takes which is read or written far away, about. */
const SCATTERED = 20;

/**
 * Sorts values together with their places, in linear time where they are spread about evenly: millions of distances are.
 * @param values no NaN
 */
export function* sortedPlaces(values: Float64Array): Steps<SortedPlaces> {
  const count = values.length;
  const sorted = { values: new Float64Array(count), places: new Uint32Array(count) };
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < count; index++) {
    const value = values[index] as number;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  yield count;
  if (!(lowest < highest)) return inOrder(values);
  const buckets = Math.min(MOST_BUCKETS, count);
  const scale = (buckets - 1) / (highest - lowest);
  // Too close together, or too far apart, to say which bucket.
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) return compared(values);
  const ends = new Uint32Array(buckets + 1);
  for (let first = 0; first < count; first += STEP) {
    const end = Math.min(count, first + STEP);
    for (let index = first; index < end; index++) {
      const bucket = Math.floor(((values[index] as number) - lowest) * scale);
      ends[bucket + 1] = (ends[bucket + 1] as number) + 1;
    }
    yield SCATTERED * (end - first);
  }
  for (let bucket = 1; bucket <= buckets; bucket++) {
    ends[bucket] = (ends[bucket] as number) + (ends[bucket - 1] as number);
  }
  const next = ends.slice(0, buckets);
  for (let first = 0; first < count; first += STEP) {
    const end = Math.min(count, first + STEP);
    for (let index = first; index < end; index++) {
      const value = values[index] as number;
      const bucket = Math.floor((value - lowest) * scale);
      const to = next[bucket] as number;
      next[bucket] = to + 1;
      sorted.values[to] = value;
      sorted.places[to] = index;
    }
    yield SCATTERED * (end - first);
  }
  for (let bucket = 0; bucket < buckets; bucket++) {
    const [first, end] = [ends[bucket] as number, ends[bucket + 1] as number];
    if (end - first > FEW) yield* sortMany(sorted, first, end);
    else if (end - first > 1) sortFew(sorted, first, end);
    if (bucket % STEP === 0) yield SCATTERED * STEP;
  }
  return sorted;
}

function sortFew({ values, places }: SortedPlaces, first: number, end: number): void {
  for (let index = first + 1; index < end; index++) {
    const [value, place] = [values[index] as number, places[index] as number];
    let to = index;
    for (; to > first && (values[to - 1] as number) > value; to--) {
      values[to] = values[to - 1] as number;
      places[to] = places[to - 1] as number;
    }
    values[to] = value;
    places[to] = place;
  }
}

/** All are the same. */
function inOrder(values: Float64Array): SortedPlaces {
  return { values: values.slice(), places: Uint32Array.from(values.keys()) };
}

/** A bucket of many values is put into narrower ones, until all of a bucket are the same. */
function* sortMany({ values, places }: SortedPlaces, first: number, end: number): Steps<void> {
  const [own, ownPlaces] = [values.slice(first, end), places.slice(first, end)];
  const narrower = end - first < values.length ? yield* sortedPlaces(own) : compared(own);
  values.set(narrower.values, first);
  for (let index = first; index < end; index++) {
    places[index] = ownPlaces[narrower.places[index - first] as number] as number;
  }
}

function compared(values: Float64Array): SortedPlaces {
  const places = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  return { places, values: Float64Array.from(places, (place) => values[place] as number) };
}
