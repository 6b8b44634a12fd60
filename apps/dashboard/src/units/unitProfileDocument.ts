import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** What one unit does, in full. By id, so that the pair page asks the same. */
export const unitProfileDocument = graphql(
  `
    query UnitProfile($id: ID!) {
      node(id: $id) {
        __typename
        ... on Unit {
          id
          statistics {
            __typename
            ... on UnitStatistics {
              condition
              samples
              mean
              deviation
              minimum
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
          topStimuli(first: 9) {
            __typename
            ... on TopStimuli {
              activations {
                rank
                value
                position
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
                  heldOut
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
      }
    }
  `,
  [computationFields],
);

export type ProfileAnswer = ResultOf<typeof unitProfileDocument>;
type Node = NonNullable<ProfileAnswer['node']>;
export type ProfiledUnit = Extract<Node, { __typename: 'Unit' }>;
export type Statistics = Extract<ProfiledUnit['statistics'], { __typename: 'UnitStatistics' }>;
export type Activation = Extract<ProfiledUnit['topStimuli'], { __typename: 'TopStimuli' }>['activations'][number];

export function profiledUnit(data: ProfileAnswer): ProfiledUnit | null {
  return data.node?.__typename === 'Unit' ? data.node : null;
}
