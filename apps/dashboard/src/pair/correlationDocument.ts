import { computationFields } from '../computing/computationFields';
import { graphql } from '../graphql/graphql';

/** The partners of the left unit in the layer of the right one; the pair is one of them. */
export const correlationDocument = graphql(
  `
    query PairCorrelation($left: ID!, $layer: ID!, $first: Int!) {
      node(id: $left) {
        __typename
        ... on Unit {
          id
          correlates(in: $layer, first: $first) {
            __typename
            ... on Correlates {
              matches {
                value
                rank
                mutual
                target {
                  id
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
          assignment: match(in: $layer, rule: ASSIGNMENT) {
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
        }
      }
    }
  `,
  [computationFields],
);
