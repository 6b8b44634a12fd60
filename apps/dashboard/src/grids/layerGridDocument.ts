import { graphql, type ResultOf, type VariablesOf } from '../graphql/graphql';
import { gridBaselineFields, gridFields } from './gridFields';

/** Every layer of a network against every layer of another one, or of itself. */
export const layerGridDocument = graphql(
  `
    query LayerGrid($slug: String!, $to: ID, $by: SimilarityMeasure!) {
      network(slug: $slug) {
        id
        similarity(to: $to, by: $by) {
          __typename
          ... on LayerMatrix {
            left {
              id
              slug
              name
            }
            right {
              id
              slug
              name
            }
            rows {
              id
              name
            }
            columns {
              id
              name
            }
            probeSet {
              id
              name
              count
            }
            cells {
              ...GridFields
            }
          }
          ... on Unavailable {
            message
          }
        }
      }
    }
  `,
  [gridFields],
);

/** What chance gives in the same cells. */
export const layerGridBaselineDocument = graphql(
  `
    query LayerGridBaseline($slug: String!, $to: ID, $by: SimilarityMeasure!) {
      network(slug: $slug) {
        id
        similarity(to: $to, by: $by) {
          __typename
          ... on LayerMatrix {
            cells {
              baseline {
                ...GridBaselineFields
              }
            }
          }
        }
      }
    }
  `,
  [gridBaselineFields],
);

export type LayerMatrix = Extract<
  NonNullable<ResultOf<typeof layerGridDocument>['network']>['similarity'],
  { __typename: 'LayerMatrix' }
>;
export type LayerGridVariables = VariablesOf<typeof layerGridDocument>;
