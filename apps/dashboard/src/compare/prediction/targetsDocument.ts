import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';

/** A page of the right units, each with its prediction under every penalty: a slider must not wait for the server. */
export const targetsDocument = graphql(
  `
    query PredictedUnits($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $after: String) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          prediction {
            __typename
            ... on Prediction {
              units(first: 500, after: $after) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  unit {
                    id
                    index
                  }
                  path {
                    loss
                    contributing
                    gap
                  }
                  leastSquaresLoss
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
        }
      }
    }
  `,
  [computationFields],
);

type Answer = Extract<ResultOf<typeof targetsDocument>['compare'], { __typename: 'LayerComparison' }>;
export type TargetsPage = Extract<Answer['prediction'], { __typename: 'Prediction' }>['units'];
export type Target = TargetsPage['nodes'][number];
