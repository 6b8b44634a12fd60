import { graphql, type ResultOf } from '../graphql/graphql';

/** What can be compared, and on what. */
export const choicesDocument = graphql(`
  query CompareChoices {
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
            unitCount
            positions
          }
        }
      }
    }
    probeSets(first: 50) {
      nodes {
        id
        slug
        name
      }
    }
  }
`);

export type ChoosableNetwork = ResultOf<typeof choicesDocument>['networks']['nodes'][number];
export type ChoosableLayer = ChoosableNetwork['layers']['nodes'][number];
export type ChoosableProbeSet = ResultOf<typeof choicesDocument>['probeSets']['nodes'][number];
