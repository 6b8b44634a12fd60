import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';
import { thumbnailFields } from '../units/thumbnailFields';

/** A page of units with what drives them, and their best partner in each of the other networks. */
export const foundUnitsDocument = graphql(
  `
    query FoundUnits(
      $networks: [ID!]!
      $layers: [String!]
      $threshold: Float!
      $scope: UniversalityScope!
      $foundIn: FoundIn
      $orderBy: UnitUniversalityOrder!
      $descending: Boolean!
      $first: Int!
      $after: String
    ) {
      universality(networks: $networks, layers: $layers, threshold: $threshold, scope: $scope) {
        units(foundIn: $foundIn, orderBy: $orderBy, descending: $descending, first: $first, after: $after) {
          __typename
          ... on UnitUniversalityConnection {
            totalCount
            pageInfo {
              hasNextPage
              endCursor
            }
            nodes {
              excess
              best
              rotated
              foundIn
              others
              standing
              unit {
                id
                index
                layer {
                  id
                  name
                  network {
                    id
                    slug
                    name
                  }
                }
                ...UnitThumbnails
              }
              networks {
                found
                surplus
                rotated
                network {
                  id
                  slug
                  name
                }
                best {
                  value
                  target {
                    id
                    index
                    layer {
                      id
                      name
                    }
                  }
                }
              }
            }
          }
          ... on Computation {
            ...ComputationFields
          }
        }
      }
    }
  `,
  [computationFields, thumbnailFields],
);

type Units = ResultOf<typeof foundUnitsDocument>['universality']['units'];
export type FoundUnit = Extract<Units, { __typename: 'UnitUniversalityConnection' }>['nodes'][number];
