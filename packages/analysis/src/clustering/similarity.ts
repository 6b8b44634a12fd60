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
  const similarity = new Float64Array(correlation.length);
  for (let index = 0; index < similarity.length; index++)
    similarity[index] = similarityAt(correlation[index] as number, sign, threshold);
  return similarity;
}

/** Distance 1 - similarity: 0 for units that are alike; up to 2 for SIGNED, up to 1 otherwise. */
export function distanceOf(correlation: Float64Array, choices: SimilarityChoices = {}): Float64Array {
  const distance = new Float64Array(correlation.length);
  writeDistances(correlation, 0, correlation.length, choices, distance, 0);
  return distance;
}

/** The same of so many correlations, from a place on, written into a list from a place on. */
export function writeDistances(
  correlation: Float64Array,
  from: number,
  count: number,
  { sign = 'ABSOLUTE', threshold = 0 }: SimilarityChoices,
  into: Float64Array,
  to: number,
): void {
  if (sign === 'ABSOLUTE') {
    for (let index = 0; index < count; index++) {
      const size = Math.abs(correlation[from + index] as number);
      into[to + index] = size < threshold ? 1 : 1 - size;
    }
  } else {
    for (let index = 0; index < count; index++)
      into[to + index] = 1 - similarityAt(correlation[from + index] as number, sign, threshold);
  }
}

function similarityAt(correlation: number, sign: SignRule, threshold: number): number {
  const size = Math.abs(correlation);
  if (size < threshold) return 0;
  if (sign === 'ABSOLUTE') return size;
  return sign === 'POSITIVE' ? Math.max(0, correlation) : correlation;
}
