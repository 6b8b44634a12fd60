import { computationFields } from '../computing/computationFields';
import { graphql } from '../graphql/graphql';

/** Measured by running the network over the probe set, when first asked for. */
export const accuracyDocument = graphql(
  `
    query NetworkAccuracy($slug: String!) {
      network(slug: $slug) {
        id
        accuracy {
          __typename
          ... on Accuracy {
            heldOut
            heldOutCount
            overall
            count
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
  `,
  [computationFields],
);
