import { computationFields } from '../computing/computationFields';
import { graphql } from '../graphql/graphql';

/** What it costs to know what chance gives. */
export const chanceDocument = graphql(
  `
    query ChancePrice($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $by: Measure!) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          matching(by: $by) {
            __typename
            ... on Matching {
              rule
              baselineEstimate {
                seconds
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
