/** The schema's `SimilarityMeasure`, the usual one first, with what people call each. */
export const measures = [
  'CKA_LINEAR',
  'CKA_DEBIASED',
  'CKA_RBF',
  'CCA',
  'SVCCA',
  'PWCCA',
  'PROCRUSTES',
  'RSA',
  'MUTUAL_KNN',
  'SOFT_MATCHING',
  'LEAST_SQUARES',
  'ASSIGNMENT_MEAN',
  'GREEDY_MEAN',
] as const;

export type SimilarityMeasure = (typeof measures)[number];

export const measureNames: Record<SimilarityMeasure, string> = {
  CKA_LINEAR: 'Linear CKA',
  CKA_DEBIASED: 'Debiased CKA',
  CKA_RBF: 'Gaussian CKA',
  CCA: 'CCA',
  SVCCA: 'SVCCA',
  PWCCA: 'PWCCA',
  PROCRUSTES: 'Procrustes angle',
  RSA: 'RSA',
  MUTUAL_KNN: 'Common neighbours',
  SOFT_MATCHING: 'Soft matching',
  LEAST_SQUARES: 'Linear prediction',
  ASSIGNMENT_MEAN: 'Matched one to one',
  GREEDY_MEAN: 'Matched greedily',
};

const notes: Partial<Record<SimilarityMeasure, string>> = {
  CKA_LINEAR: 'usual',
  CKA_RBF: 'slow',
  PROCRUSTES: 'lower = more alike',
  RSA: 'slow',
  PWCCA: 'not symmetric',
  LEAST_SQUARES: 'not symmetric',
  GREEDY_MEAN: 'not symmetric',
};

export const measureChoices = measures.map((value) => ({
  value,
  label: measureNames[value],
  ...(notes[value] === undefined ? {} : { note: notes[value] }),
}));
