import { topStimuliFields } from '../compare/topStimuliFields';
import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** The few units of another layer that predict a unit. */
export const unitPredictorsDocument = graphql(
  `
    query UnitPredictors($id: ID!, $in: ID!, $first: Int!) {
      node(id: $id) {
        __typename
        ... on Unit {
          id
          predictors(in: $in) {
            __typename
            ... on Predictors {
              point {
                penalty
                rSquared
                contributing
              }
              converged
              leastSquaresLoss
              contributors(first: $first) {
                weight
                unit {
                  ...NineStimuli
                }
              }
            }
            ... on Incomparable {
              message
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
  [topStimuliFields, computationFields],
);

/** The units that a unit is clustered with. */
export const clusterMatesDocument = graphql(
  `
    query ClusterMates($id: ID!, $in: ID!, $first: Int!) {
      node(id: $id) {
        __typename
        ... on Unit {
          id
          clusterMates(in: $in) {
            __typename
            ... on ClusterMates {
              clusterCount
              left
              right
              mates(first: $first) {
                correlation
                unit {
                  ...NineStimuli
                }
              }
            }
            ... on Incomparable {
              message
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
  [topStimuliFields, computationFields],
);

/** The unit of an answer. */
export function unitIn<Data extends { node: { __typename: string } | null }>(
  data: Data,
): Extract<NonNullable<Data['node']>, { __typename: 'Unit' }> | null {
  return data.node?.__typename === 'Unit'
    ? (data.node as Extract<NonNullable<Data['node']>, { __typename: 'Unit' }>)
    : null;
}

type MatesUnit = Extract<NonNullable<ResultOf<typeof clusterMatesDocument>['node']>, { __typename: 'Unit' }>;
export type Mate = Extract<MatesUnit['clusterMates'], { __typename: 'ClusterMates' }>['mates'][number];
