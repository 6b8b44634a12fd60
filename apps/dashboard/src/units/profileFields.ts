import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';
import { thumbnailFields } from './thumbnailFields';

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
      ...UnitThumbnails
    }
  `,
  [computationFields, thumbnailFields],
);

export type UnitProfile = ResultOf<typeof profileFields>;
