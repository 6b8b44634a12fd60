import { type Correlation, leafOrder, type Matchings, type Clustering as Tree } from '@unitgraph/analysis';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import type { MatrixOrder, Measure } from '../enums.js';
import { falling } from './falling.js';
import type { LayerPair } from './layerPair.js';
import { pairIndexOf } from './pairIndex.js';

/** Unit indices of both layers in the order in which a matrix is drawn. */
export type Ordering = (values: Correlation) => { readonly rows: number[]; readonly columns: number[] };

/** How rows and columns are ordered, once what the order goes by is there. */
export async function orderingOf(
  context: Context,
  pair: LayerPair,
  by: Measure,
  order: MatrixOrder,
): Promise<Ordering | Computation> {
  switch (order) {
    case 'ORIGINAL':
      return ({ rows, columns }) => ({ rows: all(rows), columns: all(columns) });
    case 'BY_BEST':
      return byBest;
    case 'MATCHED':
      return context.answer(pair.matchings(by), (matchings) => (values: Correlation) => matched(values, matchings));
    case 'CLUSTERED': {
      const usual = { linkage: 'AVERAGE', sign: 'ABSOLUTE', threshold: 0 } as const;
      return context.answer(pair.clustering(usual), (tree) => (values: Correlation) => clustered(values, tree));
    }
  }
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function byBest(correlation: Correlation): ReturnType<Ordering> {
  const { rows, columns, values } = correlation;
  const { ofRows, ofColumns } = pairIndexOf(correlation);
  const bestOfRow = (row: number): number => values[row * columns + (ofRows[row] as number)] ?? Number.NaN;
  const bestOfColumn = (column: number): number =>
    values[(ofColumns[column] as number) * columns + column] ?? Number.NaN;
  return {
    rows: falling(all(rows), (row) => (ofRows[row] === -1 ? Number.NaN : bestOfRow(row))),
    columns: falling(all(columns), (column) => (ofColumns[column] === -1 ? Number.NaN : bestOfColumn(column))),
  };
}

function matched({ rows, columns }: Correlation, { rules }: Matchings): ReturnType<Ordering> {
  const { targets, values } = rules.ASSIGNMENT;
  const rowOrder = falling(all(rows), (row) => values[row] as number);
  const partners = rowOrder.map((row) => targets[row] as number).filter((column) => column >= 0);
  return { rows: rowOrder, columns: withRest(partners, columns) };
}

/** Leaves of the one tree, each side by itself; in the layers' own order where there is no tree. */
function clustered({ rows, columns }: Correlation, { units, dendrogram }: Tree): ReturnType<Ordering> {
  if (units === null || dendrogram === null) return { rows: all(rows), columns: all(columns) };
  const order = leafOrder(dendrogram);
  const of = (network: number): number[] =>
    Array.from(order)
      .filter((place) => units.network[place] === network)
      .map((place) => units.unit[place] as number);
  return { rows: withRest(of(0), rows), columns: withRest(of(1), columns) };
}

/** Those, and behind them the others by index. */
function withRest(first: readonly number[], count: number): number[] {
  const taken = new Set(first);
  return [...first, ...all(count).filter((index) => !taken.has(index))];
}
