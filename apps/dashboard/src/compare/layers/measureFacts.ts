import type { BaselineKind } from '../../plots/curve';
import type { SimilarityMeasure } from './similarityDocument';

/** What the dashboard says of a similarity; its range, its direction and its caveats come with the value. */
export interface MeasureFacts {
  readonly name: string;
  /** One line. */
  readonly meaning: string;
  readonly source: string;
}

/** What may be done to a layer without changing a measure: what the table is ordered by. */
export interface MeasureGroup {
  readonly title: string;
  readonly meaning: string;
  readonly measures: readonly SimilarityMeasure[];
}

export const MEASURE_GROUPS: readonly MeasureGroup[] = [
  {
    title: 'Units count',
    meaning: 'the axes themselves have to agree, up to their order',
    measures: ['ASSIGNMENT_MEAN', 'GREEDY_MEAN', 'SOFT_MATCHING'],
  },
  {
    title: 'Up to a rotation',
    meaning: 'mixing the units of a layer by a rotation changes nothing',
    measures: ['CKA_LINEAR', 'CKA_DEBIASED', 'PROCRUSTES'],
  },
  {
    title: 'Up to a linear map',
    meaning: 'only what can be read off linearly has to agree',
    measures: ['CCA', 'SVCCA', 'PWCCA', 'LEAST_SQUARES'],
  },
  {
    title: 'Sample by sample',
    meaning: 'which samples are near each other has to agree',
    measures: ['CKA_RBF', 'RSA', 'MUTUAL_KNN'],
  },
];

export const MEASURE_FACTS: Record<SimilarityMeasure, MeasureFacts> = {
  ASSIGNMENT_MEAN: {
    name: 'Assignment',
    meaning: 'mean correlation, units matched one to one',
    source: 'Li et al. 2016',
  },
  GREEDY_MEAN: {
    name: 'Greedy',
    meaning: 'mean correlation of left units with their best partners',
    source: 'Li et al. 2016',
  },
  SOFT_MATCHING: {
    name: 'Soft matching',
    meaning: 'mean correlation, units matched in parts, none left over',
    source: 'Khosla and Williams 2024',
  },
  CKA_LINEAR: {
    name: 'Linear CKA',
    meaning: 'alignment of the similarities of samples',
    source: 'Kornblith et al. 2019',
  },
  CKA_DEBIASED: {
    name: 'Debiased CKA',
    meaning: 'the same without its bias: unrelated layers are about 0',
    source: 'Song et al. 2012; Székely and Rizzo 2014',
  },
  PROCRUSTES: {
    name: 'Angular Procrustes',
    meaning: 'the angle left after the best rotation, in radians',
    source: 'Williams et al. 2021',
  },
  CCA: { name: 'Mean CCA', meaning: 'mean canonical correlation', source: 'Hotelling 1936' },
  SVCCA: {
    name: 'SVCCA',
    meaning: 'of the directions that hold 99 % of the variance',
    source: 'Raghu et al. 2017',
  },
  PWCCA: {
    name: 'PWCCA',
    meaning: 'weighted by what each direction accounts for in the left layer',
    source: 'Morcos et al. 2018',
  },
  LEAST_SQUARES: {
    name: 'Linear prediction',
    meaning: 'share of the right variance that the left units explain, R²',
    source: 'least squares',
  },
  CKA_RBF: {
    name: 'RBF CKA',
    meaning: 'alignment of similarities that fade with distance',
    source: 'Kornblith et al. 2019',
  },
  RSA: {
    name: 'RSA',
    meaning: 'rank correlation of the dissimilarities of samples',
    source: 'Kriegeskorte et al. 2008',
  },
  MUTUAL_KNN: {
    name: 'Mutual neighbours',
    meaning: 'share of each sample’s 10 nearest that are the same',
    source: 'Huh et al. 2024',
  },
};

/** The baselines that the table has a column for. */
export const BASELINE_COLUMNS: readonly BaselineKind[] = ['PERMUTATION', 'ROTATION'];

/** All measures in the order of the table. */
export const similarityMeasures: readonly SimilarityMeasure[] = MEASURE_GROUPS.flatMap(({ measures }) => measures);
