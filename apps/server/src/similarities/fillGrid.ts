import type { LayerSimilarity } from '@unitgraph/analysis';
import { caveatsOfAll } from '../comparisons/caveats.js';
import { LayerPair } from '../comparisons/layerPair.js';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { gather } from './gather.js';
import { type GridCell, type PairGrid, similarityOf } from './pairGrid.js';

/** A grid with what is known of its values by now. */
export interface FilledGrid {
  /** Row by row; null where there is none (yet). */
  readonly values: readonly (number | null)[];
  readonly absent: readonly { readonly row: number; readonly column: number; readonly message: string }[];
  /** Cells that still compute. */
  readonly pending: number;
  readonly computation: Computation | null;
  readonly caveats: readonly string[];
}

/** The values of a grid, as far as they are there when the client is no longer willing to wait. */
export async function fillGrid(context: Context, grid: PairGrid): Promise<FilledGrid> {
  const pairs = grid.pairs();
  const parts = new Map(pairs.map((pair) => [similarityOf(pair, grid.measure).key, similarityOf(pair, grid.measure)]));
  const { found, computation } = await gather(context, grid.title, parts);
  const similarityIn = (pair: LayerPair) => found.get(similarityOf(pair, grid.measure).key);
  const cells = grid.mapCells((cell, row, column) => ({ row, column, ...stateOf(cell, similarityIn) }));
  const made = pairs.flatMap((pair) => {
    const similarity = similarityIn(pair);
    return similarity === undefined || similarity.refusal !== null ? [] : [{ pair, made: similarity }];
  });
  return {
    values: cells.map(({ value }) => value),
    absent: cells.flatMap(({ row, column, message }) => (message === null ? [] : [{ row, column, message }])),
    pending: cells.filter(({ pending }) => pending).length,
    computation,
    caveats: caveatsOfAll(made),
  };
}

interface CellState {
  readonly value: number | null;
  /** Why there is none and will be none. */
  readonly message: string | null;
  readonly pending: boolean;
}

function stateOf(cell: GridCell, similarityIn: (pair: LayerPair) => LayerSimilarity | undefined): CellState {
  let sum = 0;
  let pending = false;
  for (const pair of cell) {
    if (!(pair instanceof LayerPair)) return { value: null, message: pair.message, pending: false };
    const similarity = similarityIn(pair);
    if (similarity === undefined) pending = true;
    else if (similarity.refusal !== null) {
      const message = `${pair.left.title} with ${pair.right.title}: ${similarity.refusal}`;
      return { value: null, message, pending: false };
    } else sum += similarity.value;
  }
  return { value: pending || cell.length === 0 ? null : sum / cell.length, message: null, pending };
}
