import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** How many units of each layer are in all, some or one of the networks. */
export const countsDocument = graphql(
  `
    query UniversalityCounts($networks: [ID!]!, $layers: [String!], $threshold: Float!, $scope: UniversalityScope!) {
      universality(networks: $networks, layers: $layers, threshold: $threshold, scope: $scope) {
        threshold
        probeSet {
          id
          name
          count
        }
        layers
        parts {
          layer {
            id
            name
            unitCount
            network {
              id
              slug
              name
            }
          }
          counts {
            __typename
            ... on UniversalityCounts {
              all
              some
              one
              dead
              others
              meanExcess
              meanBest
              meanRotated
              incomparable {
                message
              }
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

export type Part = ResultOf<typeof countsDocument>['universality']['parts'][number];
