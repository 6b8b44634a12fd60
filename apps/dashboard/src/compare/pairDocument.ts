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

/**
 * Two units side by side, how alike they are, and the partner that the rule gives to the left one. Within one layer there is no
 * such partner but the unit itself (`same`), so that what chance gives is asked of the pair (`alone`); and how alike a unit is to
 * itself (not `apart`) is no question.
 */
export const pairDocument = graphql(
  `
    query ComparedPair(
      $left: ID!
      $right: ID!
      $source: Int!
      $target: Int!
      $other: ID!
      $apart: Boolean!
      $same: Boolean!
      $alone: Boolean!
      $chance: Boolean!
      $rule: MatchRule!
      $by: Measure!
      $probeSet: ID
      $reduction: ReductionInput
    ) {
      left: node(id: $left) {
        __typename
        ... on Layer {
          id
          unit(index: $source) {
            ...NineStimuli
            pair(with: $other, by: $by, probeSet: $probeSet, reduction: $reduction) @include(if: $apart) {
              __typename
              ... on Match {
                rank
                value
                mutual
                permutation: baseline(kind: PERMUTATION) @include(if: $alone) {
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
            match(in: $right, rule: $rule, by: $by, probeSet: $probeSet, reduction: $reduction) @skip(if: $same) {
              __typename
              ... on Match {
                rank
                value
                mutual
                target {
                  id
                  index
                }
                permutation: baseline(kind: PERMUTATION) @include(if: $chance) {
                  ...MatchBaselineNumbers
                }
                rotation: baseline(kind: ROTATION) @include(if: $chance) {
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

export type PairData = ResultOf<typeof pairDocument>;
type Left = Extract<NonNullable<PairData['left']>, { __typename: 'Layer' }>;
export type LeftUnit = NonNullable<Left['unit']>;
export type PairMatch = Extract<NonNullable<LeftUnit['match']>, { __typename: 'Match' }>;
export type PairBaseline = PairMatch['permutation'];

/** The left unit of an answer. */
export const leftUnitOf = ({ left }: PairData): LeftUnit | null => (left?.__typename === 'Layer' ? left.unit : null);
