import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';
import type { Measure } from '../plots/measureLooks';

const pairFields = graphql(
  `
    fragment PairValue on UnitMatchResult @_unmask {
      __typename
      ... on Match {
        value
        rank
        mutual
        information {
          raw
          bias
          sourceEntropy
          targetEntropy
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
  `,
  [computationFields],
);

/** How alike two units are under every measure, and whom the one-to-one matching gives to the left one. */
export const pairValuesDocument = graphql(
  `
    query PairValues($left: ID!, $right: ID!, $layer: ID!) {
      node(id: $left) {
        __typename
        ... on Unit {
          id
          PEARSON: pair(with: $right) {
            ...PairValue
          }
          SPEARMAN: pair(with: $right, by: SPEARMAN) {
            ...PairValue
          }
          MUTUAL_INFORMATION: pair(with: $right, by: MUTUAL_INFORMATION) {
            ...PairValue
          }
          assignment: match(in: $layer, rule: ASSIGNMENT) {
            __typename
            ... on Match {
              target {
                id
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
  [pairFields, computationFields],
);

export type PairValuesData = ResultOf<typeof pairValuesDocument>;
type Node = Extract<NonNullable<PairValuesData['node']>, { __typename: 'Unit' }>;
export type PairValueField = Node['PEARSON'];
export type PairValue = Extract<PairValueField, { __typename: 'Match' }>;

/** What is known of the pair under a measure. */
export const pairValueOf = (data: PairValuesData, measure: Measure): PairValueField | null =>
  data.node?.__typename === 'Unit' ? data.node[measure] : null;

/** The unit that the one-to-one matching gives to the left one. */
export function assignedUnit(data: PairValuesData | undefined): string | null {
  const node = data?.node?.__typename === 'Unit' ? data.node : null;
  return node?.assignment.__typename === 'Match' ? node.assignment.target.id : null;
}
