import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';
import { topStimuliFields } from '../topStimuliFields';

/** The left units that one right unit is predicted from under one penalty, with what drives them. */
export const predictorsDocument = graphql(
  `
    query PredictorsOfUnit(
      $left: ID!
      $right: ID!
      $probeSet: ID
      $reduction: ReductionInput
      $unit: Int!
      $penalty: Float!
      $first: Int!
    ) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          prediction {
            __typename
            ... on Prediction {
              unit(index: $unit) {
                unit {
                  ...NineStimuli
                }
                predictors(penalty: $penalty) {
                  __typename
                  ... on Predictors {
                    point {
                      penalty
                      loss
                      rSquared
                      contributing
                      gap
                    }
                    converged
                    leastSquaresLoss
                    contributors(first: $first) {
                      weight
                      unit {
                        ...NineStimuli
                      }
                    }
                  }
                  ... on Unavailable {
                    message
                  }
                  ... on Incomparable {
                    message
                  }
                  ... on Computation {
                    ...ComputationFields
                  }
                }
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
  [computationFields, topStimuliFields],
);

type Answer = Extract<ResultOf<typeof predictorsDocument>['compare'], { __typename: 'LayerComparison' }>;
type Predicted = NonNullable<Extract<Answer['prediction'], { __typename: 'Prediction' }>['unit']>;
export type PredictorsFound = Extract<Predicted['predictors'], { __typename: 'Predictors' }>;
