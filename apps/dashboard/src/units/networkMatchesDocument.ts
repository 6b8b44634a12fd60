import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** The best partners of a unit in one network, and those that the one-to-one rules give it in the layer of the same name. */
export const networkMatchesDocument = graphql(
  `
    query NetworkMatches($id: ID!, $network: ID!, $layer: ID!, $sameLayer: Boolean!, $first: Int!) {
      node(id: $id) {
        __typename
        ... on Unit {
          id
          correlates(in: $network, first: $first) {
            __typename
            ... on Correlates {
              matches {
                value
                rank
                mutual
                target {
                  id
                  index
                  layer {
                    id
                    name
                  }
                }
              }
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
          greedy: match(in: $layer, rule: GREEDY) @include(if: $sameLayer) {
            __typename
            ... on Match {
              target {
                id
              }
            }
            ... on Computation {
              ...ComputationFields
            }
          }
          assignment: match(in: $layer, rule: ASSIGNMENT) @include(if: $sameLayer) {
            __typename
            ... on Match {
              value
              mutual
              target {
                id
                index
                layer {
                  id
                  name
                }
              }
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

type Node = NonNullable<ResultOf<typeof networkMatchesDocument>['node']>;
export type MatchedUnit = Extract<Node, { __typename: 'Unit' }>;
