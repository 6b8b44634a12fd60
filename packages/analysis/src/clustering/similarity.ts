/**
 * What a negative correlation counts for. ABSOLUTE: units that mirror each other are alike, |r|; SIGNED: they are as
 * unlike as can be, r; POSITIVE: they are merely unlike, max(r, 0).
 */
export const SIGN_RULES = ['ABSOLUTE', 'SIGNED', 'POSITIVE'] as const;
export type SignRule = (typeof SIGN_RULES)[number];

export interface SimilarityChoices {
  /** ABSOLUTE unless said otherwise. */
  readonly sign?: SignRule;
  /** Correlations nearer to 0 than this count as 0; 0 unless said otherwise. */
  readonly threshold?: number;
}

/** Similarity of units by their correlation: -1..1 for SIGNED, 0..1 otherwise, higher = more alike. */
export function similarityOf(
  correlation: Float64Array,
  { sign = 'ABSOLUTE', threshold = 0 }: SimilarityChoices = {},
): Float64Array {
  return correlation.map((value) => {
    const signed = sign === 'ABSOLUTE' ? Math.abs(value) : sign === 'POSITIVE' ? Math.max(0, value) : value;
    return Math.abs(signed) < threshold ? 0 : signed;
  });
}

/** Distance 1 - similarity: 0 for units that are alike; up to 2 for SIGNED, up to 1 otherwise. */
export function distanceOf(correlation: Float64Array, choices: SimilarityChoices = {}): Float64Array {
  return similarityOf(correlation, choices).map((value) => 1 - value);
}
