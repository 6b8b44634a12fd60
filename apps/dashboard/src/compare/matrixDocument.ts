import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** Where the matrix lies, and in which order to draw it. */
export const matrixDocument = graphql(
  `
    query CompareMatrix($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $order: MatrixOrder!, $by: Measure!) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          matrix(order: $order, by: $by) {
            __typename
            ... on Matrix {
              rows
              columns
              digest
              npy
              tiles
              minimum
              maximum
              maximumBetweenUnits
              rowOrder
              columnOrder
            }
            ... on Incomparable {
              message
            }
            ... on Computation {
              ...ComputationFields
            }
          }
        }
      }
    }
  `,
  [computationFields],
);

type Answer = Extract<ResultOf<typeof matrixDocument>['compare'], { __typename: 'LayerComparison' }>;
export type MatrixData = Extract<Answer['matrix'], { __typename: 'Matrix' }>;
