import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';

/** How alike two layers become when more and more may be done to the left one. */
export const alignmentDocument = graphql(
  `
    query CompareAlignment($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          alignment {
            __typename
            ... on Alignment {
              assignment
              orthogonal
              linear
              linearBack
              caveats
              samples
              dimensionsLeft
              dimensionsRight
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

/** What the assignment reaches when one side's units are mixed by random rotations. */
export const rotatedAssignmentDocument = graphql(
  `
    query CompareRotatedAssignment($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          matching(rule: ASSIGNMENT) {
            __typename
            ... on Matching {
              rule
              matchedCount
              rotation: baseline(kind: ROTATION) {
                __typename
                ... on Baseline {
                  kind
                  repeats
                  mean
                  percentile95
                  pValue
                }
                ... on Unavailable {
                  message
                }
                ... on Computation {
                  ...ComputationFields
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
      }
    }
  `,
  [computationFields],
);

type Answer = Extract<ResultOf<typeof alignmentDocument>['compare'], { __typename: 'LayerComparison' }>;
export type AlignmentData = Extract<Answer['alignment'], { __typename: 'Alignment' }>;
export type RotatedData = ResultOf<typeof rotatedAssignmentDocument>;
