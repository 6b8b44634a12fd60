import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** A page of the pairs of one matching, the most alike first. */
export const matchesDocument = graphql(
  `
    query CompareMatches(
      $left: ID!
      $right: ID!
      $probeSet: ID
      $reduction: ReductionInput
      $rule: MatchRule!
      $by: Measure!
      $after: String
    ) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          matching(rule: $rule, by: $by) {
            __typename
            ... on Matching {
              rule
              matches(first: 500, after: $after) {
                totalCount
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  rank
                  value
                  mutual
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

type Answer = Extract<ResultOf<typeof matchesDocument>['compare'], { __typename: 'LayerComparison' }>;
export type MatchesPage = Extract<Answer['matching'], { __typename: 'Matching' }>['matches'];
export type MatchRow = MatchesPage['nodes'][number];
