import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';

const baselineFields = graphql(
  `
    fragment SimilarityBaselineNumbers on SimilarityBaselineResult @_unmask {
      __typename
      ... on SimilarityBaseline {
        repeats
        mean
        best5Percent
        pValue
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

const baselinesFields = graphql(
  `
    fragment SimilarityBaselines on SimilarityResult @_unmask {
      __typename
      ... on Similarity {
        measure
        permutation: baseline(kind: PERMUTATION) {
          ...SimilarityBaselineNumbers
        }
        rotation: baseline(kind: ROTATION) {
          ...SimilarityBaselineNumbers
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
  [baselineFields, computationFields],
);

/** What chance gives of the similarities that follow from sums over samples. */
export const similarityBaselinesDocument = graphql(
  `
    query CompareSimilarityBaselines($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          ASSIGNMENT_MEAN: similarity(by: ASSIGNMENT_MEAN) {
            ...SimilarityBaselines
          }
          GREEDY_MEAN: similarity(by: GREEDY_MEAN) {
            ...SimilarityBaselines
          }
          SOFT_MATCHING: similarity(by: SOFT_MATCHING) {
            ...SimilarityBaselines
          }
          CKA_LINEAR: similarity(by: CKA_LINEAR) {
            ...SimilarityBaselines
          }
          CKA_DEBIASED: similarity(by: CKA_DEBIASED) {
            ...SimilarityBaselines
          }
          PROCRUSTES: similarity(by: PROCRUSTES) {
            ...SimilarityBaselines
          }
          CCA: similarity(by: CCA) {
            ...SimilarityBaselines
          }
          SVCCA: similarity(by: SVCCA) {
            ...SimilarityBaselines
          }
          PWCCA: similarity(by: PWCCA) {
            ...SimilarityBaselines
          }
          LEAST_SQUARES: similarity(by: LEAST_SQUARES) {
            ...SimilarityBaselines
          }
        }
      }
    }
  `,
  [baselinesFields],
);

/** And of those that compare samples with samples, each only where it is wanted: one may take minutes. */
export const sampleSimilarityBaselinesDocument = graphql(
  `
    query CompareSampleSimilarityBaselines(
      $left: ID!
      $right: ID!
      $probeSet: ID
      $reduction: ReductionInput
      $CKA_RBF: Boolean!
      $RSA: Boolean!
      $MUTUAL_KNN: Boolean!
    ) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          CKA_RBF: similarity(by: CKA_RBF) @include(if: $CKA_RBF) {
            ...SimilarityBaselines
          }
          RSA: similarity(by: RSA) @include(if: $RSA) {
            ...SimilarityBaselines
          }
          MUTUAL_KNN: similarity(by: MUTUAL_KNN) @include(if: $MUTUAL_KNN) {
            ...SimilarityBaselines
          }
        }
      }
    }
  `,
  [baselinesFields],
);

export type SimilarityBaselineField = ResultOf<typeof baselineFields>;
export type SimilarityBaselinesField = ResultOf<typeof baselinesFields>;
