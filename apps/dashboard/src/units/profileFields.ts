import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** What a unit does, in little: its distribution and the stimuli that drive it most. */
export const profileFields = graphql(
  `
    fragment UnitProfile on Unit @_unmask {
      statistics {
        __typename
        ... on UnitStatistics {
          condition
          mean
          deviation
          maximum
          zeroShare
          histogram {
            edges
            counts
          }
        }
        ... on Unavailable {
          message
        }
        ... on Computation {
          ...ComputationFields
        }
      }
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

export type UnitProfile = ResultOf<typeof profileFields>;
