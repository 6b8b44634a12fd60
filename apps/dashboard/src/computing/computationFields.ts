import { graphql, type ResultOf } from '../graphql/graphql';

/** What is shown of work that is not finished. Spread it in the `... on Computation` branch of every result union. */
export const computationFields = graphql(`
  fragment ComputationFields on Computation @_unmask {
    id
    state
    title
    progress
    stage
    secondsLeft
    error
    notice
  }
`);

export type ComputationState = ResultOf<typeof computationFields>;
