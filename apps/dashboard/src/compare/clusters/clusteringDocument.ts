import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';

/** The tree of the units of both layers. It is cut here, not there: a line that is dragged must not wait for the server. */
export const treeDocument = graphql(
  `
    query ClusterTree(
      $left: ID!
      $right: ID!
      $probeSet: ID
      $reduction: ReductionInput
      $linkage: Linkage
      $sign: SignRule!
      $threshold: Float!
    ) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          clustering(linkage: $linkage, sign: $sign, threshold: $threshold) {
            __typename
            ... on Clustering {
              leaves {
                id
                index
              }
              leafOrder
              merges {
                first
                second
                height
              }
              deadLeft
              deadRight
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

/** The clusters that a cut leaves: what the page works out for itself, for those who ask elsewhere. */
export const cutDocument = graphql(
  `
    query Clusters(
      $left: ID!
      $right: ID!
      $probeSet: ID
      $reduction: ReductionInput
      $linkage: Linkage
      $sign: SignRule!
      $threshold: Float!
      $height: Float
      $clusters: Int
    ) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          clustering(linkage: $linkage, sign: $sign, threshold: $threshold, height: $height, clusters: $clusters) {
            __typename
            ... on Clustering {
              clusters {
                left
                right
                members {
                  id
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

/** Eigenvalues that are drawn: one more than the most clusters, so that the last gap is seen too. */
export const EIGENVALUES = 65;

/** Clusters by the graph's eigenvectors. */
export const spectralDocument = graphql(
  `
    query SpectralClusters(
      $left: ID!
      $right: ID!
      $probeSet: ID
      $reduction: ReductionInput
      $sign: SignRule!
      $threshold: Float!
      $clusters: Int
      $seed: Int
      $first: Int!
    ) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          clustering(method: SPECTRAL, sign: $sign, threshold: $threshold, clusters: $clusters, seed: $seed) {
            __typename
            ... on Clustering {
              leaves {
                id
                index
              }
              leafOrder
              eigenvalues(first: $first)
              isolated
              clusters {
                members {
                  id
                }
              }
              deadLeft
              deadRight
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

type TreeAnswer = Extract<ResultOf<typeof treeDocument>['compare'], { __typename: 'LayerComparison' }>;
export type TreeData = Extract<TreeAnswer['clustering'], { __typename: 'Clustering' }>;
type SpectralAnswer = Extract<ResultOf<typeof spectralDocument>['compare'], { __typename: 'LayerComparison' }>;
export type SpectralData = Extract<SpectralAnswer['clustering'], { __typename: 'Clustering' }>;
