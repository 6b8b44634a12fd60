/** How units are paired; the schema's `MatchRule`. */
export type Rule = 'GREEDY' | 'ASSIGNMENT' | 'MUTUAL';

/** What a baseline breaks; the schema's `BaselineKind`. */
export type BaselineKind = 'PERMUTATION' | 'ROTATION';

/** Two units: an index of the left layer and one of the right layer. */
export interface Pair {
  readonly source: number;
  readonly target: number;
}

/** One match of a sorted curve; rank 1 is the most alike. */
export interface CurvePoint extends Pair {
  readonly rank: number;
  readonly value: number;
}

export interface Curve {
  readonly rule: Rule;
  readonly points: readonly CurvePoint[];
}

export interface BandPoint {
  readonly rank: number;
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

export interface Band {
  readonly kind: BaselineKind;
  readonly points: readonly BandPoint[];
}

export const samePair = (one: Pair | null, other: Pair | null) =>
  one?.source === other?.source && one?.target === other?.target;

/** The point whose rank is nearest; of two as near, the better one. Null on an empty curve. */
export function nearestRank<Point extends { readonly rank: number }>(
  points: readonly Point[],
  rank: number,
): Point | null {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.rank < rank) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [points[low - 1], points[low]];
  if (!before || !after) return after ?? before ?? null;
  return rank - before.rank <= after.rank - rank ? before : after;
}

/**
 * The span of values to draw, with a tenth as the grain: from zero or the lowest value to the highest, which for correlations
 * (`signed`) is at most one. Where the sign means nothing, the axis begins at zero.
 */
export function valueSpan(curves: readonly Curve[], bands: readonly Band[], signed = true): [number, number] {
  let low = 0;
  let high = 0.1;
  for (const { points } of curves)
    for (const { value } of points) [low, high] = [Math.min(low, value), Math.max(high, value)];
  for (const { points } of bands)
    for (const point of points) [low, high] = [Math.min(low, point.low), Math.max(high, point.high)];
  const top = Math.ceil(high * 10 - 1e-9) / 10;
  return signed ? [Math.floor(low * 10 + 1e-9) / 10, Math.min(1, top)] : [0, top];
}
