import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf, type VariablesOf } from '../graphql/graphql';

const meanFields = graphql(
  `
    fragment ConvergenceMean on BaselineResult @_unmask {
      __typename
      ... on Baseline {
        mean
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

const ruleFields = graphql(
  `
    fragment ConvergenceRule on MatchingResult @_unmask {
      __typename
      ... on Matching {
        mean
        agreement
        matchedCount
        permutation: baseline(kind: PERMUTATION) {
          ...ConvergenceMean
        }
        rotation: baseline(kind: ROTATION) {
          ...ConvergenceMean
        }
      }
      ... on Incomparable {
        message
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [meanFields, computationFields],
);

/** Every layer that the networks share, for every pair of them: the paper's main figure in one question. */
export const convergenceDocument = graphql(
  `
    query Convergence($networks: [ID!]!, $kinds: [LayerKind!], $probeSet: ID, $reduction: ReductionInput) {
      convergence(networks: $networks, kinds: $kinds, probeSet: $probeSet, reduction: $reduction) {
        probeSet {
          id
          name
          count
        }
        layers
        pairs {
          left {
            id
            slug
            name
          }
          right {
            id
            slug
            name
          }
          points {
            layer
            comparison {
              __typename
              ... on LayerComparison {
                id
                left {
                  id
                  kind
                  unitCount
                }
                right {
                  id
                  unitCount
                }
                samples
                greedy: matching(rule: GREEDY) {
                  ...ConvergenceRule
                }
                assignment: matching(rule: ASSIGNMENT) {
                  ...ConvergenceRule
                }
              }
              ... on Incomparable {
                message
              }
            }
          }
        }
      }
    }
  `,
  [ruleFields],
);

export type ConvergenceData = ResultOf<typeof convergenceDocument>['convergence'];
export type ConvergencePair = ConvergenceData['pairs'][number];
export type ConvergencePoint = ConvergencePair['points'][number];

/** Which networks, and which kinds of layers: what is not drawn is not computed. */
export type ConvergenceVariables = Required<Pick<VariablesOf<typeof convergenceDocument>, 'networks' | 'kinds'>>;
