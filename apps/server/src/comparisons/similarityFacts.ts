import type { SimilarityDirection, SimilarityMeasure } from '../enums.js';

/** What holds of a similarity whatever its value is. */
interface SimilarityFacts {
  /** Lowest and highest value that there can be. */
  readonly range: readonly [number, number];
  readonly direction: SimilarityDirection;
  /** Whether it is the same from both sides. */
  readonly symmetric: boolean;
}

const score = (lowest: number, symmetric = true): SimilarityFacts => ({
  range: [lowest, 1],
  direction: 'HIGHER_IS_MORE_ALIKE',
  symmetric,
});

export const SIMILARITY_FACTS: { readonly [Each in SimilarityMeasure]: SimilarityFacts } = {
  CKA_LINEAR: score(0),
  CKA_DEBIASED: score(-1),
  CKA_RBF: score(0),
  CCA: score(0),
  SVCCA: score(0),
  PWCCA: score(0, false),
  PROCRUSTES: { range: [0, Math.PI / 2], direction: 'LOWER_IS_MORE_ALIKE', symmetric: true },
  RSA: score(-1),
  MUTUAL_KNN: score(0),
  SOFT_MATCHING: score(-1),
  LEAST_SQUARES: score(0, false),
  ASSIGNMENT_MEAN: score(-1),
  GREEDY_MEAN: score(-1, false),
};
