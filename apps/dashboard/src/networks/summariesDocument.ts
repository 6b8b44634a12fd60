import { computationFields } from '../computing/computationFields';
import { graphql } from '../graphql/graphql';

/** What the units of each layer do, on the whole. Needs a run of the network, so the frame of the page does not wait for it. */
export const summariesDocument = graphql(
  `
    query LayerSummaries($slug: String!) {
      network(slug: $slug) {
        id
        layers(first: 200) {
          nodes {
            id
            summary {
              __typename
              ... on LayerSummary {
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
    }
  `,
  [computationFields],
);
