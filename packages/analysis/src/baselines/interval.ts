import { quantile } from './significance.js';

/** Between these the value would lie for other stimuli of the same kind, about as often as its share says. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The basic bootstrap interval (Davison and Hinkley 1997, 5.2): the draws' quantiles mirrored at the observed value. Means of
 * maxima grow by being drawn anew, and mirroring takes that off where plain percentiles would double it.
 * @param draws NaN where a repeat gave none
 * @param share what the interval should cover, 0..1
 * @param range lowest and highest value that there can be
 */
export function bootstrapInterval(
  observed: number,
  draws: Float64Array,
  share = 0.95,
  [lowest, highest]: readonly [number, number] = [-1, 1],
): Interval {
  const numbers = [...draws].filter((draw) => !Number.isNaN(draw));
  const tail = (1 - share) / 2;
  const within = (value: number): number => Math.max(lowest, Math.min(highest, value));
  return {
    low: within(2 * observed - quantile(numbers, 1 - tail)),
    high: within(2 * observed - quantile(numbers, tail)),
  };
}
