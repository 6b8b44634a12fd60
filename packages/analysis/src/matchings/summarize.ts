import type { Matching } from '../derivations/values.js';

/** A matching, from the partner of each row (-1: none). */
export function summarize(targets: Int32Array, values: Float64Array, columns: number): Matching {
  const matchedValues = Float64Array.from(targets, (target, row) =>
    target < 0 ? Number.NaN : (values[row * columns + target] as number),
  );
  let matched = 0;
  let sum = 0;
  for (const value of matchedValues) {
    if (Number.isNaN(value)) continue;
    matched++;
    sum += value;
  }
  return { targets, values: matchedValues, matched, mean: matched > 0 ? sum / matched : Number.NaN };
}
