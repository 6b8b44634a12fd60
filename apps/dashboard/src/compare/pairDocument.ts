import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';
import { topStimuliFields } from './topStimuliFields';

const matchBaselineFields = graphql(
  `
    fragment MatchBaselineNumbers on MatchBaselineResult @_unmask {
      __typename
      ... on MatchBaseline {
        mean
        percentile95
        pValue
        repeats
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

/** Two units side by side, and the partner that the rule gives to the left one. */
export const pairDocument = graphql(
  `
    query ComparedPair(
      $left: ID!
      $right: ID!
      $source: Int!
      $target: Int!
      $rule: MatchRule!
      $probeSet: ID
      $reduction: ReductionInput
    ) {
      left: node(id: $left) {
        __typename
        ... on Layer {
          id
          unit(index: $source) {
            ...NineStimuli
            match(in: $right, rule: $rule, probeSet: $probeSet, reduction: $reduction) {
              __typename
              ... on Match {
                rank
                value
                mutual
                target {
                  id
                  index
                }
                permutation: baseline(kind: PERMUTATION) {
                  ...MatchBaselineNumbers
                }
                rotation: baseline(kind: ROTATION) {
                  ...MatchBaselineNumbers
                }
              }
              ... on Unmatched {
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
      }
      right: node(id: $right) {
        __typename
        ... on Layer {
          id
          unit(index: $target) {
            ...NineStimuli
          }
        }
      }
    }
  `,
  [topStimuliFields, matchBaselineFields, computationFields],
);

type Answer = ResultOf<typeof pairDocument>;
type Left = Extract<NonNullable<Answer['left']>, { __typename: 'Layer' }>;
export type PairMatch = Extract<NonNullable<Left['unit']>['match'], { __typename: 'Match' }>;
