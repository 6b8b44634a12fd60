import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';
import { topStimuliFields } from './topStimuliFields';

const shownMatchFields = graphql(
  `
    fragment ShownMatch on Match @_unmask {
      rank
      value
      mutual
      source {
        ...NineStimuli
      }
      target {
        ...NineStimuli
      }
    }
  `,
  [topStimuliFields],
);

/** The eight best and the eight worst pairs of a matching, with what their units see. */
export const extremesDocument = graphql(
  `
    query CompareExtremes($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput, $rule: MatchRule!, $by: Measure!) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          matching(rule: $rule, by: $by) {
            __typename
            ... on Matching {
              rule
              best: matches(first: 8) {
                nodes {
                  ...ShownMatch
                }
              }
              worst: matches(first: 8, worstFirst: true) {
                nodes {
                  ...ShownMatch
                }
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
  [shownMatchFields, computationFields],
);

export type ShownMatch = ResultOf<typeof shownMatchFields>;
