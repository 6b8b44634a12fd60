import type { Matching } from '../derivations/values.js';
import { summarize } from './summarize.js';

/**
 * Each left unit with its best partner, partners shared freely: the paper's semi-matching. Ties go to the lower index.
 * @param values rows x columns; NaN where there is no value
 */
export function greedyMatching(values: Float64Array, rows: number, columns: number): Matching {
  return summarize(bestOfRows(values, rows, columns), values, columns);
}

/** Column of the highest value in each row; -1 where the row has none. */
export function bestOfRows(values: Float64Array, rows: number, columns: number): Int32Array {
  const best = new Int32Array(rows).fill(-1);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    let highest = Number.NEGATIVE_INFINITY;
    let place = -1;
    for (let index = from; index < from + columns; index++) {
      // NaN fails every comparison, so dead units are passed over.
      const value = values[index] as number;
      if (value > highest) {
        highest = value;
        place = index - from;
      }
    }
    best[row] = place;
  }
  return best;
}

/** Row of the highest value in each column; -1 where the column has none. */
export function bestOfColumns(values: Float64Array, rows: number, columns: number): Int32Array {
  const best = new Int32Array(columns).fill(-1);
  const highest = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    for (let column = 0; column < columns; column++) {
      const value = values[from + column] as number;
      if (value > (highest[column] as number)) {
        highest[column] = value;
        best[column] = row;
      }
    }
  }
  return best;
}
