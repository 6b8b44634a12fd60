import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

export const intervalFields = graphql(
  `
    fragment IntervalNumbers on IntervalResult @_unmask {
      __typename
      ... on Interval {
        low
        high
        share
        caveats
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

const intervalsFields = graphql(
  `
    fragment Intervals on MatchingResult @_unmask {
      __typename
      ... on Matching {
        rule
        interval {
          ...IntervalNumbers
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
  [intervalFields, computationFields],
);

/** Between which values the means would lie for other stimuli of the kind. */
export const intervalsDocument = graphql(
  `
    query CompareIntervals($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $by: Measure!) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          greedy: matching(rule: GREEDY, by: $by) {
            ...Intervals
          }
          assignment: matching(rule: ASSIGNMENT, by: $by) {
            ...Intervals
          }
          mutual: matching(rule: MUTUAL, by: $by) {
            ...Intervals
          }
        }
      }
    }
  `,
  [intervalsFields],
);

export type IntervalsData = ResultOf<typeof intervalsDocument>;
