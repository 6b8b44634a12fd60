import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

export const computationsDocument = graphql(
  `
    query Computations($first: Int!, $states: [ComputationState!]) {
      computations(first: $first, states: $states) {
        totalCount
        nodes {
          ...ComputationFields
          kind
          requestedAt
          startedAt
          endedAt
          estimate {
            seconds
          }
        }
      }
    }
  `,
  [computationFields],
);

export type ListedComputation = ResultOf<typeof computationsDocument>['computations']['nodes'][number];
