import { graphql } from '../graphql/graphql';

export const cancelDocument = graphql(`
  mutation Cancel($id: ID!) {
    cancel(computation: $id) {
      id
      state
      progress
      stage
      endedAt
    }
  }
`);
