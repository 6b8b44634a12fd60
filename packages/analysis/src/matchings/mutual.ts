import type { Matching } from '../derivations/values.js';
import { bestOfColumns, bestOfRows } from './greedy.js';
import { summarize } from './summarize.js';

/**
 * The pairs in which each unit is the other's best partner.
 * @param values rows x columns; NaN where there is no value
 */
export function mutualMatching(values: Float64Array, rows: number, columns: number): Matching {
  return mutualOf(bestOfRows(values, rows, columns), bestOfColumns(values, rows, columns), values, columns);
}

/** The same, where each row's best column and each column's best row are known. */
export function mutualOf(ofRows: Int32Array, ofColumns: Int32Array, values: Float64Array, columns: number): Matching {
  const targets = ofRows.map((target, row) => (ofColumns[target] === row ? target : -1));
  return summarize(targets, values, columns);
}
