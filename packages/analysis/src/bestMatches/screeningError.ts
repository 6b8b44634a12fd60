/** Samples whose products the device sums in float32 before they are added to those of the samples before. */
export const SCREENED_SAMPLES = 2048;

/** Unit roundoffs of float32 and float64. */
const [COARSE, FINE] = [2 ** -24, 2 ** -53];

/** The constant of n roundings one upon another (Higham, *Accuracy and Stability of Numerical Algorithms*, section 3.1). */
function gamma(roundings: number, unit: number): number {
  return (roundings * unit) / (1 - roundings * unit);
}

/**
 * How far a screened correlation, in float32, may be from the one in float64, which counts. Added up in any order.
 *
 * Let x be the float32 values of a unit over n samples, m and s its mean and the root of its sum of squares as kept in its moments, and
 * v = (x - m) / s. The correlation of two units is, in real numbers, r = v'w. What is multiplied is z: v rounded to float32, so
 * |z - v| <= u |v| entry by entry with u = 2^-24 (the roundings in float64 before it are 2^-29 of that, and one rounding more below
 * covers them). By blocks of b samples, float32 products are summed in any order and with or without fused operations, and k such
 * blocks are added: each product meets at most b + k roundings, so the screened value q has |q - z'z~| <= gamma(b + k) |z|'|z~|, where
 * gamma(a) = a u / (1 - a u). With the roundings of the two factors, |q - r| <= gamma(b + k + 3) |v|'|w|, which is at most
 * gamma(b + k + 3) ‖v‖ ‖w‖ (Cauchy and Schwarz). Products that are too small for float32 lose at most 2^-126 each. The value in float64 that q
 * stands for is itself summed over n samples, so it is within gamma64(n + 5) ‖v‖ ‖w‖ of r.
 *
 * It follows that nothing is lost by what is cut off. Let e be this bound and t the k-th highest value in float64 that is known so far; a
 * partner with q < t - e has a value below t, and is none of the k best, ties included. Let k partners have q >= c; then
 * the k-th highest value is at least c - e, and a partner with q < c - 2 e is none of the k best.
 *
 * Devices that multiply in less than float32 break the contract of a backend, and this bound.
 * @param norms of the standardised values of either unit: 1, but for the rounding of its moments
 */
export function screeningError(samples: number, [left, right]: readonly [number, number]): number {
  const block = Math.min(samples, SCREENED_SAMPLES);
  const blocks = Math.ceil(samples / SCREENED_SAMPLES);
  const relative = gamma(block + blocks + 3, COARSE) + gamma(samples + 5, FINE);
  return relative * left * right + samples * 2 ** -126;
}
