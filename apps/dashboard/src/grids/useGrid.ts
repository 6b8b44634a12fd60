import type { AnyVariables, TypedDocumentNode } from '@urql/next';
import type { ComputationState } from '../computing/computationFields';
import { usePolled } from '../computing/usePolled';
import type { Result } from '../computing/useResult';
import type { GridChoice } from './gridChoice';
import type { GridBaseline, GridCells } from './gridFields';

type Question<Data, Chance, Variables extends AnyVariables> = {
  query: TypedDocumentNode<Data, Variables>;
  chance: TypedDocumentNode<Chance, Variables>;
  variables: Variables;
  choice: GridChoice;
  cellsOf: (data: Data) => GridCells | null;
  baselineOf: (data: Chance) => GridBaseline | null;
};

export type AskedGrid<Data> = {
  result: Result<Data>;
  cells: GridCells | null;
  baseline: GridBaseline | null;
  /** What computes: the cells, then what chance gives. */
  computation: ComputationState | null;
  chanceNote: string | null;
};

/** The cells of a matrix once it is asked for, and what chance gives in them once that is. */
export function useGrid<Data, Chance, Variables extends AnyVariables>(
  question: Question<Data, Chance, Variables>,
): AskedGrid<Data> {
  const { query, chance, variables, choice, cellsOf, baselineOf } = question;
  const result = usePolled({ query, variables, pause: choice.by === null });
  const cells = result.data === undefined || choice.by === null ? null : cellsOf(result.data);
  const there = cells !== null && cells.pending === 0;
  const beside = usePolled({ query: chance, variables, pause: !choice.chance || !there });
  const baseline = choice.chance && there && beside.data !== undefined ? baselineOf(beside.data) : null;
  const computed = baseline?.__typename === 'SimilarityGridBaseline' ? baseline.computation : null;
  return {
    result,
    cells,
    baseline,
    computation: cells?.computation ?? computed,
    chanceNote: baseline?.__typename === 'Unavailable' ? baseline.message : null,
  };
}
