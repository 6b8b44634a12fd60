import { graphql, type ResultOf } from '../graphql/graphql';

export const layerDocument = graphql(`
  query LayerPage($slug: String!, $layer: String!) {
    network(slug: $slug) {
      id
      slug
      name
      inputShape
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
    }
  }
`);

export type LayerNetwork = NonNullable<ResultOf<typeof layerDocument>['network']>;
export type LayerData = NonNullable<LayerNetwork['layer']>;
