import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** In which other networks a unit is, as far as their layers of the same name go. */
export const unitUniversalityDocument = graphql(
  `
    query UnitUniversality($id: ID!, $threshold: Float!) {
      node(id: $id) {
        __typename
        ... on Unit {
          id
          universality(threshold: $threshold) {
            __typename
            ... on UnitUniversality {
              excess
              best
              rotated
              foundIn
              others
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

type Node = Extract<NonNullable<ResultOf<typeof unitUniversalityDocument>['node']>, { __typename: 'Unit' }>;
export type InNetwork = Extract<Node['universality'], { __typename: 'UnitUniversality' }>['networks'][number];
