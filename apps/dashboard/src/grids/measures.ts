import { MEASURE_FACTS, MEASURE_GROUPS, similarityMeasures } from '../compare/layers/measureFacts';
import type { SimilarityMeasure } from '../compare/layers/similarityDocument';

/** The measure of a matrix that nobody chose one for. */
export const usualMeasure: SimilarityMeasure = 'CKA_LINEAR';

/** The measure that an address names; the usual one where there is none of that name. */
export function measureNamed(name: string): SimilarityMeasure {
  return similarityMeasures.find((measure) => measure === name) ?? usualMeasure;
}

const notes: Partial<Record<SimilarityMeasure, string>> = {
  PROCRUSTES: 'lower = more alike',
  PWCCA: 'not symmetric',
  LEAST_SQUARES: 'not symmetric',
  GREEDY_MEAN: 'not symmetric',
};

/** All measures by what may be done to a layer without changing them, as on the Compare page. */
export const measureGroups = MEASURE_GROUPS.map(({ title, measures }) => ({
  label: title,
  choices: measures.map((value) => ({
    value,
    label: MEASURE_FACTS[value].name,
    ...(notes[value] === undefined ? {} : { note: notes[value] }),
  })),
}));
