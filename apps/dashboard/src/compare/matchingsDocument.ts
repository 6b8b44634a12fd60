import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

const matchingFields = graphql(
  `
    fragment MatchingCurve on MatchingResult @_unmask {
      __typename
      ... on Matching {
        rule
        mean
        matchedCount
        deadLeft
        deadRight
        agreement
        caveats
        curve(points: 512) {
          rank
          value
          source {
            id
            index
          }
          target {
            id
            index
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
  `,
  [computationFields],
);

/** The sorted matches by all three rules. */
export const matchingsDocument = graphql(
  `
    query CompareMatchings($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $by: Measure!) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          greedy: matching(rule: GREEDY, by: $by) {
            ...MatchingCurve
          }
          assignment: matching(rule: ASSIGNMENT, by: $by) {
            ...MatchingCurve
          }
          mutual: matching(rule: MUTUAL, by: $by) {
            ...MatchingCurve
          }
        }
      }
    }
  `,
  [matchingFields],
);

export type MatchingsData = ResultOf<typeof matchingsDocument>;
type Answer = Extract<MatchingsData['compare'], { __typename: 'LayerComparison' }>;
export type MatchingData = Extract<Answer['greedy'], { __typename: 'Matching' }>;
