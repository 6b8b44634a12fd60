import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** What chance would give in place of each best match. Costs more than the matches, so they do not wait for it. */
export const matchBaselinesDocument = graphql(
  `
    query MatchBaselines($id: ID!, $in: ID!, $first: Int!) {
      node(id: $id) {
        __typename
        ... on Unit {
          id
          correlates(in: $in, first: $first) {
            __typename
            ... on Correlates {
              matches {
                value
                rank
                mutual
                target {
                  id
                }
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

type Node = NonNullable<ResultOf<typeof matchBaselinesDocument>['node']>;
type Correlates = Extract<Extract<Node, { __typename: 'Unit' }>['correlates'], { __typename: 'Correlates' }>;
export type MatchBaselineField = Correlates['matches'][number]['baseline'];

/** The baseline of each match, by the unit that is matched. */
export function baselinesByTarget(
  data: ResultOf<typeof matchBaselinesDocument> | undefined,
): Map<string, MatchBaselineField> {
  const unit = data?.node?.__typename === 'Unit' ? data.node : null;
  const matches = unit?.correlates.__typename === 'Correlates' ? unit.correlates.matches : [];
  return new Map(matches.map(({ target, baseline }) => [target.id, baseline]));
}
