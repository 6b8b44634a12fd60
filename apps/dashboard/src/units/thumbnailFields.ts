import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** The stimuli that drive a unit most, as `UnitThumbnails` shows them. */
export const thumbnailFields = graphql(
  `
    fragment UnitThumbnails on Unit @_unmask {
      topStimuli(first: 7) {
        __typename
        ... on TopStimuli {
          activations {
            rank
            value
            crop
            receptiveField {
              top
              left
              bottom
              right
            }
            stimulus {
              id
              index
              label
              image
              shape
            }
          }
        }
        ... on Unavailable {
          message
        }
        ... on Computation {
          ...ComputationFields
        }
      }
    }
  `,
  [computationFields],
);

export type UnitThumbnails = ResultOf<typeof thumbnailFields>;
