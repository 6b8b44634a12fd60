import { computationFields } from '../../computing/computationFields';
import { graphql } from '../../graphql/graphql';

const matrixFields = graphql(
  `
    fragment ScatteredMatrix on MatrixResult @_unmask {
      __typename
      ... on Matrix {
        rows
        columns
        digest
        npy
      }
      ... on Incomparable {
        message
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

/** All pairs of units under a correlation and under mutual information. */
export const scatterDocument = graphql(
  `
    query CompareScatter($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $correlation: Measure!) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          correlation: matrix(by: $correlation) {
            ...ScatteredMatrix
          }
          information: matrix(by: MUTUAL_INFORMATION) {
            ...ScatteredMatrix
          }
        }
      }
    }
  `,
  [matrixFields],
);
