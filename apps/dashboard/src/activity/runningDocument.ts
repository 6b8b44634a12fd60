import { computationFields } from '../computing/computationFields';
import { graphql } from '../graphql/graphql';

export const runningDocument = graphql(
  `
    query Running {
      running: computations(first: 20, states: [RUNNING]) {
        totalCount
        nodes {
          ...ComputationFields
        }
      }
      queued: computations(first: 20, states: [QUEUED]) {
        totalCount
        nodes {
          ...ComputationFields
        }
      }
    }
  `,
  [computationFields],
);

export const activityDocument = graphql(
  `
    subscription Activity {
      activity {
        ...ComputationFields
        kind
        secondsLeft
        requestedAt
        startedAt
        endedAt
      }
    }
  `,
  [computationFields],
);
