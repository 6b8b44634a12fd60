import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';

const intervalFields = graphql(
  `
    fragment SimilarityInterval on SimilarityResult @_unmask {
      __typename
      ... on Similarity {
        measure
        interval {
          __typename
          ... on Interval {
            low
            high
            share
            method
          }
          ... on Unavailable {
            message
          }
          ... on Computation {
            ...ComputationFields
          }
        }
      }
      ... on Unavailable {
        message
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

/** Where the similarities would lie for other stimuli: for those that follow from sums over groups of stimuli. */
export const similarityIntervalsDocument = graphql(
  `
    query CompareSimilarityIntervals($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          ASSIGNMENT_MEAN: similarity(by: ASSIGNMENT_MEAN) {
            ...SimilarityInterval
          }
          GREEDY_MEAN: similarity(by: GREEDY_MEAN) {
            ...SimilarityInterval
          }
          SOFT_MATCHING: similarity(by: SOFT_MATCHING) {
            ...SimilarityInterval
          }
          CKA_LINEAR: similarity(by: CKA_LINEAR) {
            ...SimilarityInterval
          }
          PROCRUSTES: similarity(by: PROCRUSTES) {
            ...SimilarityInterval
          }
          CCA: similarity(by: CCA) {
            ...SimilarityInterval
          }
          SVCCA: similarity(by: SVCCA) {
            ...SimilarityInterval
          }
          PWCCA: similarity(by: PWCCA) {
            ...SimilarityInterval
          }
          LEAST_SQUARES: similarity(by: LEAST_SQUARES) {
            ...SimilarityInterval
          }
        }
      }
    }
  `,
  [intervalFields],
);

export type SimilarityIntervalField = ResultOf<typeof intervalFields>;
type Similarity = Extract<SimilarityIntervalField, { __typename: 'Similarity' }>;
export type IntervalField = Similarity['interval'];
