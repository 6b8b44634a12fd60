import { graphql, type ResultOf } from '../graphql/graphql';
import { otherNetworkFields } from './otherNetworkFields';

export const networkDocument = graphql(
  `
    query NetworkPage($slug: String!) {
      network(slug: $slug) {
        id
        slug
        name
        architecture
        format
        digest
        bytes
        parameterCount
        inputShape
        inputKind
        filledInputs
        preprocessing {
          summary
        }
        unitCount
        importedAt
        statedAccuracy
        layers(first: 200) {
          nodes {
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

type Answer = ResultOf<typeof networkDocument>;
export type NetworkData = NonNullable<Answer['network']>;
export type NetworkLayer = NetworkData['layers']['nodes'][number];
