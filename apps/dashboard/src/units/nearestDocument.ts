import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** The units most like one, in whatever network, and what drives them. */
export const nearestDocument = graphql(
  `
    query NearestUnits($id: ID!) {
      node(id: $id) {
        __typename
        ... on Unit {
          id
          correlates(first: 6) {
            __typename
            ... on Correlates {
              matches {
                value
                rank
                mutual
                target {
                  id
                  index
                  layer {
                    id
                    name
                    network {
                      id
                      slug
                      name
                    }
                  }
                  topStimuli(first: 5) {
                    __typename
                    ... on TopStimuli {
                      activations {
                        rank
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
      }
    }
  `,
  [computationFields],
);

type Node = NonNullable<ResultOf<typeof nearestDocument>['node']>;
type Correlates = Extract<Extract<Node, { __typename: 'Unit' }>['correlates'], { __typename: 'Correlates' }>;
export type NearestMatch = Correlates['matches'][number];
