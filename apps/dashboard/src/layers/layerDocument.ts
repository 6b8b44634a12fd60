import { graphql, type ResultOf } from '../graphql/graphql';
import { otherNetworkFields } from '../networks/otherNetworkFields';

export const layerDocument = graphql(
  `
    query LayerPage($slug: String!, $layer: String!) {
      network(slug: $slug) {
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
        layer(name: $layer) {
          id
          name
          index
          kind
          unitCount
          positions
          tensor
          receptiveField {
            height
            width
            strideHeight
            strideWidth
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

export type LayerNetwork = NonNullable<ResultOf<typeof layerDocument>['network']>;
export type LayerData = NonNullable<LayerNetwork['layer']>;
