import type { Correlation } from '@unitgraph/analysis';
import type { UnitOrders } from '../matrixOrdering.js';

/**
 * What stands for a box of cells: the mean of the live ones, or the value furthest from zero (the first one of equals), which
 * keeps single strong pairs in sight where a mean drowns them.
 */
export const SUMMARIES = ['mean', 'strongest'] as const;
export type Summary = (typeof SUMMARIES)[number];

/** A matrix in some order, reduced by boxes; NaN where no cell of a box is live. */
export interface Level {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  /** Live cells in each box: the weight of its mean when boxes are merged. */
  readonly weights: Float32Array;
}

/** Values that are looked at before others have a turn. */
const BREATH = 2 ** 20;

/** Boxes of 2 x 2 places of the matrix in the given order. */
export async function firstLevel(matrix: Correlation, { rows, columns }: UnitOrders, summary: Summary): Promise<Level> {
  const columnUnits = Int32Array.from(columns);
  return halved(rows.length, columns.length, summary, (row, add) => {
    const start = (rows[row] as number) * matrix.columns;
    for (let column = 0; column < columnUnits.length; column++) {
      const value = matrix.values[start + (columnUnits[column] as number)] as number;
      if (!Number.isNaN(value)) add(column, value, 1);
    }
  });
}

/** Boxes of twice the side. */
export async function nextLevel(finer: Level, summary: Summary): Promise<Level> {
  return halved(finer.rows, finer.columns, summary, (row, add) => {
    const start = row * finer.columns;
    for (let column = 0; column < finer.columns; column++) {
      const weight = finer.weights[start + column] as number;
      if (weight > 0) add(column, finer.values[start + column] as number, weight);
    }
  });
}

type Add = (column: number, value: number, weight: number) => void;

/** Merges boxes by two rows and two columns; sums are float64 until a box is done. */
async function halved(
  rows: number,
  columns: number,
  summary: Summary,
  eachOf: (row: number, add: Add) => void,
): Promise<Level> {
  const level = { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) };
  const values = new Float32Array(level.rows * level.columns);
  const weights = new Float32Array(values.length);
  const [sums, counts] = [new Float64Array(level.columns), new Float64Array(level.columns)];
  const sum: Add = (column, value, weight) => {
    sums[column >> 1] = (sums[column >> 1] as number) + value * weight;
    counts[column >> 1] = (counts[column >> 1] as number) + weight;
  };
  const furthest: Add = (column, value, weight) => {
    const box = column >> 1;
    if (counts[box] === 0 || Math.abs(value) > Math.abs(sums[box] as number)) sums[box] = value;
    counts[box] = (counts[box] as number) + weight;
  };
  const add = summary === 'mean' ? sum : furthest;
  let looked = 0;
  for (let row = 0; row < level.rows; row++) {
    sums.fill(0);
    counts.fill(0);
    eachOf(2 * row, add);
    if (2 * row + 1 < rows) eachOf(2 * row + 1, add);
    for (let box = 0; box < level.columns; box++) {
      const count = counts[box] as number;
      const value = summary === 'mean' ? (sums[box] as number) / count : (sums[box] as number);
      values[row * level.columns + box] = count === 0 ? Number.NaN : value;
      weights[row * level.columns + box] = count;
    }
    looked += 2 * columns;
    if (looked < BREATH) continue;
    looked = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...level, values, weights };
}
