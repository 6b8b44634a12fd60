import { graphql } from '../graphql/graphql';

export const removeDocument = graphql(`
  mutation RemoveNetwork($id: ID!) {
    removeNetwork(id: $id) {
      removedId
    }
  }
`);

export const restoreDocument = graphql(`
  mutation RestoreExamples {
    restoreExamples {
      networks {
        id
        slug
        name
      }
    }
  }
`);
