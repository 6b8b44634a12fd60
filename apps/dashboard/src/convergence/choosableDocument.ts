import { graphql, type ResultOf } from '../graphql/graphql';

/** Networks to choose from, with the names and kinds of their layers. */
export const choosableDocument = graphql(`
  query ConvergenceChoices {
    networks(first: 100) {
      nodes {
        id
        slug
        name
        architecture
        layers(first: 200) {
          nodes {
            id
            name
            kind
          }
        }
      }
    }
  }
`);

export type ChoosableNetwork = ResultOf<typeof choosableDocument>['networks']['nodes'][number];
