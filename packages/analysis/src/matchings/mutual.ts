import type { Matching } from '../derivations/values.js';
import { bestOfColumns, bestOfRows } from './greedy.js';
import { summarize } from './summarize.js';

/**
 * The pairs in which each unit is the other's best partner.
 * @param values rows x columns; NaN where there is no value
 */
export function mutualMatching(values: Float64Array, rows: number, columns: number): Matching {
  const ofColumns = bestOfColumns(values, rows, columns);
  const targets = bestOfRows(values, rows, columns).map((target, row) => (ofColumns[target] === row ? target : -1));
  return summarize(targets, values, columns);
}
