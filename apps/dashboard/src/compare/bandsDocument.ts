import { computationFields } from '../computing/computationFields';
import { graphql } from '../graphql/graphql';

const bandFields = graphql(
  `
    fragment BaselineBand on BaselineResult @_unmask {
      __typename
      ... on Baseline {
        kind
        repeats
        band(points: 256) {
          rank
          low
          mean
          high
        }
      }
      ... on Unavailable {
        message
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

/** The sorted curve of one rule under both baselines. */
export const bandsDocument = graphql(
  `
    query CompareBands($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $rule: MatchRule!, $by: Measure!) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          matching(rule: $rule, by: $by) {
            __typename
            ... on Matching {
              rule
              permutation: baseline(kind: PERMUTATION) {
                ...BaselineBand
              }
              rotation: baseline(kind: ROTATION) {
                ...BaselineBand
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
  [bandFields, computationFields],
);
