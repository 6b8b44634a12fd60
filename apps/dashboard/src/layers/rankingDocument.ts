import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';
import { profileFields } from '../units/profileFields';

/** A page of the units of a layer, in the order asked for, with what each of them does. */
export const rankingDocument = graphql(
  `
    query Ranking(
      $slug: String!
      $layer: String!
      $by: UnitOrder!
      $descending: Boolean!
      $condition: UnitCondition
      $in: ID
      $first: Int!
      $after: String
    ) {
      network(slug: $slug) {
        id
        layer(name: $layer) {
          id
          ranking(by: $by, descending: $descending, condition: $condition, in: $in, first: $first, after: $after) {
            __typename
            ... on Ranking {
              totalCount
              pageInfo {
                hasNextPage
                endCursor
              }
              entries {
                rank
                score
                unit {
                  id
                  index
                  ...UnitProfile
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
  [computationFields, profileFields],
);

type Layer = NonNullable<NonNullable<ResultOf<typeof rankingDocument>['network']>['layer']>;
export type Ranking = Extract<Layer['ranking'], { __typename: 'Ranking' }>;
export type RankedUnit = Ranking['entries'][number];
