import type { CurvePoint, Pair } from './curve';
import type { UnitMatrix } from './unitMatrix';

/** Places in both matrices (row x columns + column) of the pairs that have both values; of one layer with itself, each pair once. */
export function livePairs(one: UnitMatrix, other: UnitMatrix, same: boolean): Uint32Array {
  const found = new Uint32Array(one.values.length);
  let count = 0;
  for (let row = 0; row < one.rows; row++) {
    for (let column = same ? row + 1 : 0; column < one.columns; column++) {
      const place = row * one.columns + column;
      if (Number.isNaN(one.values[place]!) || Number.isNaN(other.values[place]!)) continue;
      found[count++] = place;
    }
  }
  return found.subarray(0, count);
}

export const pairAt = ({ columns }: UnitMatrix, place: number): Pair => ({
  source: Math.floor(place / columns),
  target: place % columns,
});

/** The `count` places of highest score, falling; ties to the place that comes first. A score of NaN is left out. */
export function highestPlaces(places: Iterable<number>, score: (place: number) => number, count: number): number[] {
  if (count < 1) return [];
  const best: { place: number; score: number }[] = [];
  for (const place of places) {
    const value = score(place);
    if (Number.isNaN(value) || (best.length === count && !(value > best[count - 1]!.score))) continue;
    let at = best.length;
    while (at > 0 && best[at - 1]!.score < value) at--;
    best.splice(at, 0, { place, score: value });
    if (best.length > count) best.pop();
  }
  return best.map(({ place }) => place);
}

/** The best partner of each row, ties to the lower index, -1 where it has none; of one layer with itself, another unit. */
export function bestPartners({ rows, columns, values }: UnitMatrix, same: boolean): Int32Array {
  const partners = new Int32Array(rows).fill(-1);
  for (let row = 0; row < rows; row++) {
    let high = Number.NEGATIVE_INFINITY;
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column]!;
      if (!(value > high) || (same && column === row)) continue;
      high = value;
      partners[row] = column;
    }
  }
  return partners;
}

/** Each row with its best partner, from the most alike to the least. */
export function partnerCurve(matrix: UnitMatrix, same: boolean): CurvePoint[] {
  const partners = bestPartners(matrix, same);
  const points = Array.from(partners, (target, source) => ({
    source,
    target,
    value: target < 0 ? Number.NaN : matrix.values[source * matrix.columns + target]!,
  })).filter(({ value }) => !Number.isNaN(value));
  points.sort((one, another) => another.value - one.value || one.source - another.source);
  return points.map((point, index) => ({ ...point, rank: index + 1 }));
}
