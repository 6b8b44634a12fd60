import type { MatrixPlaces, UnitMatrix } from './unitMatrix';

/**
 * What stands for a box of cells: the mean of the live ones, or the value furthest from zero, which keeps single strong
 * pairs (a matched diagonal) in sight where a mean drowns them.
 */
export type BoxSummary = 'MEAN' | 'STRONGEST';

/** A matrix reduced by boxes of `side` x `side` places; NaN where no cell of a box is live. */
export interface Level {
  readonly side: number;
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  /** Live cells in each box: the weight of its mean when boxes are merged. */
  readonly weights: Float32Array;
}

/** Boxes of 2 x 2 places of the matrix in the given order. */
export function firstLevel(matrix: UnitMatrix, { rowUnits, columnUnits }: MatrixPlaces, summary: BoxSummary): Level {
  const level = emptyLevel(2, rowUnits.length, columnUnits.length);
  for (let place = 0; place < rowUnits.length; place++) {
    const source = rowUnits[place]! * matrix.columns;
    const target = (place >> 1) * level.columns;
    for (let column = 0; column < columnUnits.length; column++) {
      const value = matrix.values[source + columnUnits[column]!]!;
      if (!Number.isNaN(value)) add(level, target + (column >> 1), value, 1, summary);
    }
  }
  return finished(level, summary);
}

/** Boxes of twice the side. */
export function nextLevel(finer: Level, summary: BoxSummary): Level {
  const level = emptyLevel(finer.side * 2, finer.rows, finer.columns);
  for (let row = 0; row < finer.rows; row++) {
    const target = (row >> 1) * level.columns;
    for (let column = 0; column < finer.columns; column++) {
      const index = row * finer.columns + column;
      const weight = finer.weights[index]!;
      if (weight > 0) add(level, target + (column >> 1), finer.values[index]!, weight, summary);
    }
  }
  return finished(level, summary);
}

/** How many halvings a picture with `pixelsPerCell` needs so that a box is at least one pixel wide; 0 when none. */
export function levelFor(pixelsPerCell: number): number {
  return Math.max(0, Math.ceil(-Math.log2(pixelsPerCell) - 1e-9));
}

function emptyLevel(side: number, rows: number, columns: number): Level {
  const halved = { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) };
  const length = halved.rows * halved.columns;
  return { side, ...halved, values: new Float32Array(length), weights: new Float32Array(length) };
}

/** While a level is made, its values are sums, or the strongest so far. */
function add(level: Level, box: number, value: number, weight: number, summary: BoxSummary): void {
  if (summary === 'MEAN') level.values[box]! += value * weight;
  else if (Math.abs(value) > Math.abs(level.values[box]!)) level.values[box] = value;
  level.weights[box]! += weight;
}

function finished(level: Level, summary: BoxSummary): Level {
  for (let box = 0; box < level.values.length; box++) {
    const weight = level.weights[box]!;
    if (weight === 0) level.values[box] = Number.NaN;
    else if (summary === 'MEAN') level.values[box]! /= weight;
  }
  return level;
}
