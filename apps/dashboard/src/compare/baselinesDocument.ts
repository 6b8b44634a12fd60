import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

const baselineFields = graphql(
  `
    fragment BaselineNumbers on BaselineResult @_unmask {
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
  `,
  [computationFields],
);

const baselinesFields = graphql(
  `
    fragment Baselines on MatchingResult @_unmask {
      __typename
      ... on Matching {
        rule
        permutation: baseline(kind: PERMUTATION) {
          ...BaselineNumbers
        }
        rotation: baseline(kind: ROTATION) {
          ...BaselineNumbers
        }
      }
      ... on Incomparable {
        message
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [baselineFields, computationFields],
);

/** What the rules give when nothing is alike, and when only the axes are not. */
export const baselinesDocument = graphql(
  `
    query CompareBaselines($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $by: Measure!) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          greedy: matching(rule: GREEDY, by: $by) {
            ...Baselines
          }
          assignment: matching(rule: ASSIGNMENT, by: $by) {
            ...Baselines
          }
          mutual: matching(rule: MUTUAL, by: $by) {
            ...Baselines
          }
        }
      }
    }
  `,
  [baselinesFields],
);

export type BaselinesData = ResultOf<typeof baselinesDocument>;
type Answer = Extract<BaselinesData['compare'], { __typename: 'LayerComparison' }>;
type Matching = Extract<Answer['greedy'], { __typename: 'Matching' }>;
export type BaselineData = Extract<Matching['permutation'], { __typename: 'Baseline' }>;
