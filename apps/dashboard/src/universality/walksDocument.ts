import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** The ways of the units of a layer through the networks. */
export const walksDocument = graphql(
  `
    query Walks($networks: [ID!]!, $layer: String!, $rule: MatchRule!, $returned: Boolean!, $first: Int!) {
      cycles(networks: $networks, layer: $layer, rule: $rule) {
        __typename
        ... on Cycles {
          walks(returned: $returned, first: $first) {
            totalCount
            nodes {
              returned
              weakest
              values
              unit {
                id
                index
              }
              path {
                id
                index
                layer {
                  id
                  network {
                    id
                    slug
                  }
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
  `,
  [computationFields],
);

type Answer = Extract<ResultOf<typeof walksDocument>['cycles'], { __typename: 'Cycles' }>;
export type Walk = Answer['walks']['nodes'][number];
