import type { Block } from '../../plots/HeatmapOverlay';
import type { MatrixPlaces } from '../../plots/unitMatrix';
import { type Leaf, runsAlong } from './unitClusters';

/** In which order cells are drawn, and where in it clusters lie. */
export interface MapPlaces {
  readonly places: MatrixPlaces;
  readonly blocks: readonly Block[];
}

/** All leaves against all: each cluster is a square on the diagonal. */
export function placesOfAll(order: ArrayLike<number>, labels: Int32Array): MapPlaces {
  const units = Int32Array.from(order);
  return {
    places: { rowUnits: units, columnUnits: units },
    blocks: runsAlong(order, labels).map(({ number, start, length }) => ({
      key: number,
      row: start,
      column: start,
      rows: length,
      columns: length,
    })),
  };
}

/** Left units against right ones, each side in the order of the leaves, units without variance last. */
export function placesOfSides(
  order: ArrayLike<number>,
  labels: Int32Array,
  leaves: readonly Leaf[],
  [rows, columns]: readonly [number, number],
): MapPlaces {
  const along = (side: Leaf['side']) => Array.from(order).filter((place) => leaves[place]!.side === side);
  const [left, right] = [along('left'), along('right')];
  const stretch = (own: readonly number[], label: number) => {
    const start = own.findIndex((place) => labels[place] === label);
    return { start, length: own.filter((place) => labels[place] === label).length };
  };
  const shared = [...new Set(left.map((place) => labels[place]!))].filter((label) =>
    right.some((place) => labels[place] === label),
  );
  return {
    places: {
      rowUnits: withRest(
        left.map((place) => leaves[place]!.index),
        rows,
      ),
      columnUnits: withRest(
        right.map((place) => leaves[place]!.index),
        columns,
      ),
    },
    blocks: shared.map((label) => {
      const [of, to] = [stretch(left, label), stretch(right, label)];
      return { key: label, row: of.start, column: to.start, rows: of.length, columns: to.length };
    }),
  };
}

function withRest(first: readonly number[], count: number): Int32Array {
  const taken = new Set(first);
  const rest = Array.from({ length: count }, (_, index) => index).filter((index) => !taken.has(index));
  return Int32Array.from([...first, ...rest]);
}
