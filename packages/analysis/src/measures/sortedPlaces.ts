/** Values in rising order, and where each of them stood. */
export interface SortedPlaces {
  readonly values: Float64Array;
  readonly places: Uint32Array;
}

/** Intervals of equal width into which values are put first: as many as there are values, up to these. */
const MOST_BUCKETS = 2 ** 20;
/** Up to so many values of a bucket are sorted by inserting one after another. */
const FEW = 24;

/**
 * Sorts values together with their places, in linear time where they are spread about evenly: millions of distances are.
 * @param values no NaN
 */
export function sortedPlaces(values: Float64Array): SortedPlaces {
  const count = values.length;
  const sorted = { values: new Float64Array(count), places: new Uint32Array(count) };
  if (count === 0) return sorted;
  let [lowest, highest] = [values[0] as number, values[0] as number];
  for (let index = 0; index < count; index++) {
    const value = values[index] as number;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const buckets = Math.min(MOST_BUCKETS, count);
  // One bucket holds all where they are the same, or too far apart.
  const width = highest - lowest;
  const scale =
    width > 0 && buckets / width < Number.POSITIVE_INFINITY && width < Number.POSITIVE_INFINITY
      ? (buckets - 1) / width
      : 0;
  const ends = new Uint32Array(buckets + 1);
  for (let index = 0; index < count; index++) {
    const bucket = scale === 0 ? 0 : Math.floor(((values[index] as number) - lowest) * scale);
    ends[bucket + 1] = (ends[bucket + 1] as number) + 1;
  }
  for (let bucket = 1; bucket <= buckets; bucket++) {
    ends[bucket] = (ends[bucket] as number) + (ends[bucket - 1] as number);
  }
  const next = ends.slice(0, buckets);
  for (let index = 0; index < count; index++) {
    const value = values[index] as number;
    const bucket = scale === 0 ? 0 : Math.floor((value - lowest) * scale);
    const to = next[bucket] as number;
    next[bucket] = to + 1;
    sorted.values[to] = value;
    sorted.places[to] = index;
  }
  for (let bucket = 0; bucket < buckets; bucket++) {
    const [first, end] = [ends[bucket] as number, ends[bucket + 1] as number];
    if (end - first > FEW) sortMany(sorted, first, end);
    else if (end - first > 1) sortFew(sorted, first, end);
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

function sortMany({ values, places }: SortedPlaces, first: number, end: number): void {
  const [own, ownPlaces] = [values.slice(first, end), places.slice(first, end)];
  const order = Uint32Array.from(own.keys()).sort((a, b) => (own[a] as number) - (own[b] as number));
  order.forEach((from, index) => {
    values[first + index] = own[from] as number;
    places[first + index] = ownPlaces[from] as number;
  });
}
