import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';

/** A grid, as far as it is computed. */
export const gridFields = graphql(
  `
    fragment GridFields on SimilarityGrid @_unmask {
      __typename
      measure
      range
      direction
      values
      absent {
        row
        column
        message
      }
      pending
      caveats
      computation {
        __typename
        ...ComputationFields
      }
    }
  `,
  [computationFields],
);

/** What chance gives in its cells. */
export const gridBaselineFields = graphql(
  `
    fragment GridBaselineFields on SimilarityGridBaselineResult @_unmask {
      __typename
      ... on SimilarityGridBaseline {
        repeats
        means
        pValues
        pending
        computation {
          __typename
          ...ComputationFields
        }
      }
      ... on Unavailable {
        message
      }
    }
  `,
  [computationFields],
);

export type GridCells = ResultOf<typeof gridFields>;
export type GridBaseline = ResultOf<typeof gridBaselineFields>;
