import { graphql, type ResultOf } from '../graphql/graphql';

export const comparedLayerFields = graphql(`
  fragment ComparedLayer on Layer @_unmask {
    id
    name
    kind
    unitCount
    positions
    network {
      id
      slug
      name
    }
  }
`);

/** The two layers, or why they cannot be compared. Nothing is computed for this. */
export const comparisonDocument = graphql(
  `
    query Compare($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        __typename
        ... on LayerComparison {
          id
          left {
            ...ComparedLayer
          }
          right {
            ...ComparedLayer
          }
          probeSet {
            id
            name
            count
          }
          samples
        }
        ... on Incomparable {
          reason
          message
        }
      }
    }
  `,
  [comparedLayerFields],
);

type Answer = ResultOf<typeof comparisonDocument>['compare'];
export type Comparable = Extract<Answer, { __typename: 'LayerComparison' }>;
export type Incomparable = Extract<Answer, { __typename: 'Incomparable' }>;
export type ComparedLayer = Comparable['left'];

/** What every part of the page asks its own fields of. */
export type Compared = {
  left: string;
  right: string;
  probeSet: string | null;
  reduction: { kind: 'ALL_POSITIONS' | 'MEAN' | 'MAX' | 'SAMPLED'; positions?: number; seed?: number } | undefined;
};
