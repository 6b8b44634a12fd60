import { computationFields } from '../computing/computationFields';
import { graphql } from '../graphql/graphql';

export const layerSummaryDocument = graphql(
  `
    query LayerSummary($slug: String!, $layer: String!) {
      network(slug: $slug) {
        id
        layer(name: $layer) {
          id
          summary {
            __typename
            ... on LayerSummary {
              samples
              live
              dead
              constant
              meanActivation
              meanZeroShare
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
