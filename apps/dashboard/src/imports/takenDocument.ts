import { graphql } from '../graphql/graphql';

/** Short names that are taken. */
export const takenDocument = graphql(`
  query Taken {
    networks(first: 500) {
      nodes {
        id
        slug
      }
    }
    probeSets(first: 500) {
      nodes {
        id
        slug
      }
    }
  }
`);
