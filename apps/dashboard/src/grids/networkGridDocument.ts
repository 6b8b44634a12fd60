import { graphql, type ResultOf } from '../graphql/graphql';
import { gridBaselineFields, gridFields } from './gridFields';

/** Every network against every other one, at a layer or on the mean over some. */
export const networkGridDocument = graphql(
  `
    query NetworkGrid($networks: [ID!]!, $by: SimilarityMeasure!, $layers: [String!]) {
      similarities(networks: $networks, by: $by, layers: $layers) {
        __typename
        ... on NetworkMatrix {
          networks {
            id
            slug
            name
          }
          layers
          cells {
            ...GridFields
          }
        }
        ... on Unavailable {
          message
        }
      }
    }
  `,
  [gridFields],
);

/** What chance gives in the same cells. */
export const networkGridBaselineDocument = graphql(
  `
    query NetworkGridBaseline($networks: [ID!]!, $by: SimilarityMeasure!, $layers: [String!]) {
      similarities(networks: $networks, by: $by, layers: $layers) {
        __typename
        ... on NetworkMatrix {
          cells {
            baseline {
              ...GridBaselineFields
            }
          }
        }
      }
    }
  `,
  [gridBaselineFields],
);

export type NetworkMatrix = Extract<
  ResultOf<typeof networkGridDocument>['similarities'],
  { __typename: 'NetworkMatrix' }
>;
