/** How an observed value stands to what chance gave. */
export interface Significance {
  readonly mean: number;
  /** 95th percentile of the draws, linearly interpolated. */
  readonly percentile95: number;
  /** (1 + draws that are at least the observed value) / (draws + 1): 1 / (K + 1) at the least. */
  readonly pValue: number;
}

/**
 * @param draws values under the baseline; NaN where a repeat gave none, which counts as lower than any value
 */
export function significanceOf(observed: number, draws: ArrayLike<number>): Significance {
  const numbers = Array.from(draws).filter((draw) => !Number.isNaN(draw));
  const reached = numbers.filter((draw) => draw >= observed).length;
  const mean = numbers.reduce((sum, draw) => sum + draw, 0) / numbers.length;
  return { mean, percentile95: quantile(numbers, 0.95), pValue: (1 + reached) / (draws.length + 1) };
}

/** Linearly interpolated quantile, as NumPy's default; NaN of nothing. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
