import {
  type Correlation,
  type Derivation,
  leafOrder,
  type Matchings,
  type Clustering as Tree,
} from '@unitgraph/analysis';
import type { Computation } from '../computations/computation.js';
import type { Context, Services } from '../context.js';
import type { MatrixOrder, Measure } from '../enums.js';
import { falling } from './falling.js';
import type { LayerPair } from './layerPair.js';
import { pairIndexOf } from './pairIndex.js';

/** Unit indices of both layers in the order in which a matrix is drawn. */
export interface UnitOrders {
  readonly rows: number[];
  readonly columns: number[];
}

/** How rows and columns of a matrix are ordered. */
export interface Ordering {
  /** Says all that the order goes by besides the matrix itself, so that it is found again: `matched-<key of the matchings>`. */
  readonly name: string;
  of(values: Correlation): UnitOrders;
}

const BY_ITSELF: { readonly [name: string]: Ordering['of'] } = {
  original: ({ rows, columns }) => ({ rows: all(rows), columns: all(columns) }),
  'by-best': byBest,
};

/** How rows and columns are ordered, once what the order goes by is there. */
export async function orderingOf(
  context: Context,
  pair: LayerPair,
  by: Measure,
  order: MatrixOrder,
): Promise<Ordering | Computation> {
  switch (order) {
    case 'ORIGINAL':
      return ownOrdering('original');
    case 'BY_BEST':
      return ownOrdering('by-best');
    case 'MATCHED': {
      const wanted = pair.matchings(by);
      return context.answer(wanted, (matchings) => matchedOrdering(wanted.key, matchings));
    }
    case 'CLUSTERED': {
      const wanted = pair.clustering({ linkage: 'AVERAGE', sign: 'ABSOLUTE', threshold: 0 });
      return context.answer(wanted, (tree) => clusteredOrdering(wanted.key, tree));
    }
  }
}

/** The ordering of that name, from kept values alone; undefined where there is none, or not any more. */
export async function orderingOfName({ compute }: Services, name: string): Promise<Ordering | undefined> {
  if (Object.hasOwn(BY_ITSELF, name)) return ownOrdering(name);
  const [, kind, key = ''] = /^(matched|clustered)-([0-9a-f]{64})$/.exec(name) ?? [];
  if (kind === 'matched') {
    const found = await compute.find({ kind: 'matchings', key } as Derivation<Matchings>);
    return found?.rules === undefined ? undefined : matchedOrdering(key, found);
  }
  const found = kind && (await compute.find({ kind: 'clustering', key } as Derivation<Tree>));
  return found && found.dendrogram !== undefined ? clusteredOrdering(key, found) : undefined;
}

function ownOrdering(name: string): Ordering {
  return { name, of: BY_ITSELF[name] as Ordering['of'] };
}

function matchedOrdering(key: string, matchings: Matchings): Ordering {
  return { name: `matched-${key}`, of: (values) => matched(values, matchings) };
}

function clusteredOrdering(key: string, tree: Tree): Ordering {
  return { name: `clustered-${key}`, of: (values) => clustered(values, tree) };
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function byBest(correlation: Correlation): UnitOrders {
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

function matched({ rows, columns }: Correlation, { rules }: Matchings): UnitOrders {
  const { targets, values } = rules.ASSIGNMENT;
  const rowOrder = falling(all(rows), (row) => values[row] as number);
  const partners = rowOrder.map((row) => targets[row] as number).filter((column) => column >= 0);
  return { rows: rowOrder, columns: withRest(partners, columns) };
}

/** Leaves of the one tree, each side by itself; in the layers' own order where there is no tree. */
function clustered({ rows, columns }: Correlation, { units, dendrogram }: Tree): UnitOrders {
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
