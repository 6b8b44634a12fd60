import { graphql, type ResultOf } from '../graphql/graphql';
import { otherNetworkFields } from '../networks/otherNetworkFields';

export const unitDocument = graphql(
  `
    query UnitPage($slug: String!, $layer: String!, $index: Int!) {
      network(slug: $slug) {
        id
        slug
        name
        layer(name: $layer) {
          id
          name
          unitCount
          positions
          unit(index: $index) {
            id
            index
            previous {
              id
              index
            }
            next {
              id
              index
            }
          }
        }
      }
      networks(first: 100) {
        nodes {
          ...OtherNetwork
        }
      }
    }
  `,
  [otherNetworkFields],
);

export type UnitNetwork = NonNullable<ResultOf<typeof unitDocument>['network']>;
