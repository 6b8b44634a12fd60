import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';

/** The right units predicted from few of the left ones: means over the right units under each penalty. */
export const predictionDocument = graphql(
  `
    query ComparePrediction($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          prediction {
            __typename
            ... on Prediction {
              penalties
              path {
                penalty
                loss
                rSquared
                contributing
                gap
              }
              leastSquaresLoss
              unconverged
              predictors
              targets
              caveats
              permutationPrice: baselineEstimate(kind: PERMUTATION) {
                seconds
              }
              rotationPrice: baselineEstimate(kind: ROTATION) {
                seconds
              }
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

type Answer = Extract<ResultOf<typeof predictionDocument>['compare'], { __typename: 'LayerComparison' }>;
export type Predicted = Extract<Answer['prediction'], { __typename: 'Prediction' }>;
