import { graphql, type ResultOf } from '../graphql/graphql';

/** What menus need to know of networks besides the one on the page: their layers, to be compared with. */
export const otherNetworkFields = graphql(`
  fragment OtherNetwork on Network @_unmask {
    id
    slug
    name
    architecture
    layers(first: 200) {
      nodes {
        id
        name
      }
    }
  }
`);

export type OtherNetwork = ResultOf<typeof otherNetworkFields>;
