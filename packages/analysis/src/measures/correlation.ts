import type { Moments } from '../derivations/values.js';
import { conditionsOf } from '../statistics/moments.js';

/**
 * Pearson's correlation from co-moments: population deviation, -1..1, higher = more alike.
 * @param comoments left x right: sums over samples of (x - mean x)(y - mean y)
 * @returns left x right; NaN where either unit has no variance
 */
export function correlationFromComoments(comoments: Float64Array, left: Moments, right: Moments): Float64Array {
  const columns = right.mean.length;
  const leftRoots = roots(left);
  const rightRoots = roots(right);
  return comoments.map((comoment, index) => {
    const scale = (leftRoots[Math.floor(index / columns)] as number) * (rightRoots[index % columns] as number);
    // Rounding may carry a perfect correlation past 1.
    return Math.max(-1, Math.min(1, comoment / scale));
  });
}

/** Root of the sum of squared deviations; NaN without variance, so that every product with it is NaN. */
function roots(moments: Moments): Float64Array {
  const conditions = conditionsOf(moments);
  return moments.squares.map((squares, unit) => (conditions[unit] === 0 ? Math.sqrt(squares) : Number.NaN));
}
