import { computationFields } from '../../computing/computationFields';
import { graphql } from '../../graphql/graphql';

const baselineFields = graphql(
  `
    fragment PredictionBaselinePath on PredictionBaselineResult @_unmask {
      __typename
      ... on PredictionBaseline {
        kind
        repeats
        path {
          loss
          best5Percent
          pValue
          contributing
        }
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

/** The prediction under the same penalties when nothing is alike, and when only the axes are not. */
export const predictionBaselinesDocument = graphql(
  `
    query PredictionBaselines($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          prediction {
            __typename
            ... on Prediction {
              permutation: baseline(kind: PERMUTATION) {
                ...PredictionBaselinePath
              }
              rotation: baseline(kind: ROTATION) {
                ...PredictionBaselinePath
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
  [baselineFields, computationFields],
);
