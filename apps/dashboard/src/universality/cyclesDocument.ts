import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** How many units of a layer return, beside what chance and rotated networks give. */
export const cyclesDocument = graphql(
  `
    query Cycles($networks: [ID!]!, $layer: String!, $rule: MatchRule!) {
      cycles(networks: $networks, layer: $layer, rule: $rule) {
        __typename
        ... on Cycles {
          layer
          rule
          live
          dead
          returned
          lost
          share
          chance
          baseline {
            __typename
            ... on CyclesBaseline {
              repeats
              mean
              percentile95
              pValue
            }
            ... on Unavailable {
              message
            }
            ... on Computation {
              ...ComputationFields
            }
          }
        }
        ... on Incomparable {
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

export type CyclesFigures = Extract<ResultOf<typeof cyclesDocument>['cycles'], { __typename: 'Cycles' }>;
