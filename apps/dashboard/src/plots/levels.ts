import type { MatrixPlaces, UnitMatrix } from './unitMatrix';

/** A matrix reduced by boxes of `side` x `side` places: the mean of the live cells in each box, NaN where there is none. */
export interface Level {
  readonly side: number;
  readonly rows: number;
  readonly columns: number;
  readonly means: Float32Array;
  /** Live cells in each box: the weight of its mean when boxes are merged. */
  readonly weights: Float32Array;
}

/** Boxes of 2 x 2 places of the matrix in the given order. */
export function firstLevel(matrix: UnitMatrix, places: MatrixPlaces): Level {
  const { rowUnits, columnUnits } = places;
  const level = emptyLevel(2, rowUnits.length, columnUnits.length);
  for (let place = 0; place < rowUnits.length; place++) {
    const source = rowUnits[place]! * matrix.columns;
    const target = (place >> 1) * level.columns;
    for (let column = 0; column < columnUnits.length; column++) {
      const value = matrix.values[source + columnUnits[column]!]!;
      if (Number.isNaN(value)) continue;
      const box = target + (column >> 1);
      level.means[box]! += value;
      level.weights[box]! += 1;
    }
  }
  return sumsToMeans(level);
}

/** Boxes of twice the side. */
export function nextLevel(finer: Level): Level {
  const level = emptyLevel(finer.side * 2, finer.rows, finer.columns);
  for (let row = 0; row < finer.rows; row++) {
    const target = (row >> 1) * level.columns;
    for (let column = 0; column < finer.columns; column++) {
      const index = row * finer.columns + column;
      const weight = finer.weights[index]!;
      if (weight === 0) continue;
      const box = target + (column >> 1);
      level.means[box]! += finer.means[index]! * weight;
      level.weights[box]! += weight;
    }
  }
  return sumsToMeans(level);
}

/** How many halvings a picture with `pixelsPerCell` needs so that a box is at least one pixel wide; 0 when none. */
export function levelFor(pixelsPerCell: number): number {
  return Math.max(0, Math.ceil(-Math.log2(pixelsPerCell) - 1e-9));
}

function emptyLevel(side: number, rows: number, columns: number): Level {
  const halved = { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) };
  const length = halved.rows * halved.columns;
  return { side, ...halved, means: new Float32Array(length), weights: new Float32Array(length) };
}

function sumsToMeans(level: Level): Level {
  for (let index = 0; index < level.means.length; index++) level.means[index]! /= level.weights[index]!; // 0 / 0 is NaN: no live cell.
  return level;
}
