import { graphql, type ResultOf } from '../graphql/graphql';

export const pairDocument = graphql(`
  query PairPage($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Unit {
        id
        index
        layer {
          id
          name
          unitCount
          network {
            id
            slug
            name
          }
        }
      }
    }
  }
`);

type Node = NonNullable<ResultOf<typeof pairDocument>['nodes'][number]>;
export type PairUnit = Extract<Node, { __typename: 'Unit' }>;
