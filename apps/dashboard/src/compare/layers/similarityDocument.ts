import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';

const similarityFields = graphql(
  `
    fragment SimilarityNumbers on SimilarityResult @_unmask {
      __typename
      ... on Similarity {
        measure
        value
        range
        direction
        symmetric
        caveats
        samples
        dimensionsLeft
        dimensionsRight
        baselineEstimate {
          seconds
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

/** The similarities that follow from sums over samples, which are quickly there. */
export const similaritiesDocument = graphql(
  `
    query CompareSimilarities($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          ASSIGNMENT_MEAN: similarity(by: ASSIGNMENT_MEAN) {
            ...SimilarityNumbers
          }
          GREEDY_MEAN: similarity(by: GREEDY_MEAN) {
            ...SimilarityNumbers
          }
          SOFT_MATCHING: similarity(by: SOFT_MATCHING) {
            ...SimilarityNumbers
          }
          CKA_LINEAR: similarity(by: CKA_LINEAR) {
            ...SimilarityNumbers
          }
          CKA_DEBIASED: similarity(by: CKA_DEBIASED) {
            ...SimilarityNumbers
          }
          PROCRUSTES: similarity(by: PROCRUSTES) {
            ...SimilarityNumbers
          }
          CCA: similarity(by: CCA) {
            ...SimilarityNumbers
          }
          SVCCA: similarity(by: SVCCA) {
            ...SimilarityNumbers
          }
          PWCCA: similarity(by: PWCCA) {
            ...SimilarityNumbers
          }
          LEAST_SQUARES: similarity(by: LEAST_SQUARES) {
            ...SimilarityNumbers
          }
        }
      }
    }
  `,
  [similarityFields],
);

/** Those that compare samples with samples, which take longer: asked for after the others. */
export const sampleSimilaritiesDocument = graphql(
  `
    query CompareSampleSimilarities($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          CKA_RBF: similarity(by: CKA_RBF) {
            ...SimilarityNumbers
          }
          RSA: similarity(by: RSA) {
            ...SimilarityNumbers
          }
          MUTUAL_KNN: similarity(by: MUTUAL_KNN) {
            ...SimilarityNumbers
          }
        }
      }
    }
  `,
  [similarityFields],
);

export type SimilarityField = ResultOf<typeof similarityFields>;
export type SimilarityData = Extract<SimilarityField, { __typename: 'Similarity' }>;
export type SimilarityMeasure = SimilarityData['measure'];
