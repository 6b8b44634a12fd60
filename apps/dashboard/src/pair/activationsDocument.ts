import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** Activations of two units on the same samples. */
export const activationsDocument = graphql(
  `
    query PairActivations($left: ID!, $right: ID!, $limit: Int!) {
      node(id: $left) {
        __typename
        ... on Unit {
          id
          activations(with: $right, limit: $limit) {
            __typename
            ... on ActivationSample {
              total
              seed
              points {
                x
                y
                position
                stimulus {
                  id
                  index
                  label
                  image
                  shape
                }
              }
            }
            ... on Incomparable {
              message
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

type Node = NonNullable<ResultOf<typeof activationsDocument>['node']>;
export type ActivationSample = Extract<
  Extract<Node, { __typename: 'Unit' }>['activations'],
  { __typename: 'ActivationSample' }
>;
type Point = ActivationSample['points'][number];
/** A sample that both units have an activation on. */
export type PairPoint = Omit<Point, 'y'> & { y: number };

export function pairPoints({ points }: ActivationSample): PairPoint[] {
  return points.flatMap((point) => (point.y === null ? [] : [{ ...point, y: point.y }]));
}
