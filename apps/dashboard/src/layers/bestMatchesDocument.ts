import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** The best partner of each of some units. Needs comparisons with other networks, so the grid does not wait for it. */
export const bestMatchesDocument = graphql(
  `
    query BestMatches($ids: [ID!]!, $in: ID) {
      nodes(ids: $ids) {
        __typename
        ... on Unit {
          id
          correlates(in: $in, first: 1) {
            __typename
            ... on Correlates {
              matches {
                value
                mutual
                target {
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

type Node = NonNullable<ResultOf<typeof bestMatchesDocument>['nodes'][number]>;
export type BestMatch = Extract<Node, { __typename: 'Unit' }>['correlates'];
