import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';
import type { Measure } from '../plots/measureLooks';

const baselineFields = graphql(
  `
    fragment PairBaseline on UnitMatchResult @_unmask {
      __typename
      ... on Match {
        baseline {
          __typename
          ... on MatchBaseline {
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
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

/** What the left unit's best partner would reach by chance. Costs more than the values, which do not wait for it. */
export const pairBaselinesDocument = graphql(
  `
    query PairBaselines($left: ID!, $right: ID!, $information: Boolean!) {
      node(id: $left) {
        __typename
        ... on Unit {
          id
          PEARSON: pair(with: $right) {
            ...PairBaseline
          }
          SPEARMAN: pair(with: $right, by: SPEARMAN) {
            ...PairBaseline
          }
          MUTUAL_INFORMATION: pair(with: $right, by: MUTUAL_INFORMATION) @include(if: $information) {
            ...PairBaseline
          }
        }
      }
    }
  `,
  [baselineFields],
);

type Data = ResultOf<typeof pairBaselinesDocument>;
type Pair = Extract<NonNullable<Data['node']>, { __typename: 'Unit' }>['PEARSON'];
export type PairBaselineField = Extract<Pair, { __typename: 'Match' }>['baseline'];

export function pairBaselineOf(data: Data | undefined, measure: Measure): PairBaselineField | undefined {
  const pair = data?.node?.__typename === 'Unit' ? data.node[measure] : null;
  return pair?.__typename === 'Match' ? pair.baseline : undefined;
}
