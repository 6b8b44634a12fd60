import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** The nine stimuli that drive a unit most, cropped to what it sees of them. */
export const topStimuliFields = graphql(
  `
    fragment NineStimuli on Unit @_unmask {
      id
      index
      topStimuli(first: 9) {
        __typename
        ... on TopStimuli {
          activations {
            rank
            value
            crop
            stimulus {
              id
              index
              label
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

export type NineStimuli = ResultOf<typeof topStimuliFields>;
