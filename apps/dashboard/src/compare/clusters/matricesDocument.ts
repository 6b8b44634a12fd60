import { computationFields } from '../../computing/computationFields';
import { graphql, type ResultOf } from '../../graphql/graphql';

const matrixFile = graphql(
  `
    fragment MatrixFile on Comparison @_unmask {
      __typename
      ... on LayerComparison {
        id
        matrix {
          __typename
          ... on Matrix {
            rows
            columns
            npy
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
  `,
  [computationFields],
);

/** Where the correlations between the layers lie, and those within each. */
export const matricesDocument = graphql(
  `
    query ClusterMatrices($left: ID!, $right: ID!, $probeSet: ID, $reduction: ReductionInput) {
      across: compare(left: $left, right: $right, probeSet: $probeSet, reduction: $reduction) {
        ...MatrixFile
      }
      leftOwn: compare(left: $left, right: $left, probeSet: $probeSet, reduction: $reduction) {
        ...MatrixFile
      }
      rightOwn: compare(left: $right, right: $right, probeSet: $probeSet, reduction: $reduction) {
        ...MatrixFile
      }
    }
  `,
  [matrixFile],
);

type Answer = ResultOf<typeof matricesDocument>;
export interface MatrixFile {
  readonly rows: number;
  readonly columns: number;
  readonly npy: string;
}

/** The file of one of them; null while it is not there. */
export function fileIn(data: Answer | undefined, which: keyof Answer): MatrixFile | null {
  const comparison = data?.[which];
  if (comparison?.__typename !== 'LayerComparison' || comparison.matrix.__typename !== 'Matrix') return null;
  return comparison.matrix;
}
