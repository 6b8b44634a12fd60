import { Refusal } from '../errors.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import { type Shipment, transportSteps } from '../matchings/transport.js';

/** Two sides' units matched in parts. */
export interface SoftMatching {
  /** Mean matched correlation, -1..1, higher = more alike; the assignment's mean where both sides have as many live units. */
  readonly score: number;
  /** Units as they are numbered in the matrix; at most p + q - 1 of them are needed. */
  readonly plan: readonly Shipment[];
}

/**
 * Soft matching (Khosla and Williams 2024): 1 - min sum P_ij (1 - r_ij) over transport plans P whose rows sum to 1/p and whose
 * columns sum to 1/q. A one-to-one matching for sides of different sizes, in which no unit is left over.
 * @param values rows x columns, correlations; a row or column that is NaN throughout takes no part
 * @throws Refusal where no unit of a side varies
 */
export function softMatching(values: Float64Array, rows: number, columns: number): SoftMatching {
  return atOnce(softMatchingSteps(values, rows, columns));
}

/** The same in steps. */
export function* softMatchingSteps(values: Float64Array, rows: number, columns: number): Steps<SoftMatching> {
  const liveRows = range(rows).filter((row) =>
    range(columns).some((column) => !Number.isNaN(values[row * columns + column])),
  );
  const liveColumns = range(columns).filter((column) =>
    liveRows.some((row) => !Number.isNaN(values[row * columns + column])),
  );
  if (liveRows.length === 0 || liveColumns.length === 0) {
    throw new Refusal('No unit of one side varies.', 'Choose another layer, or other stimuli.');
  }
  const at = (row: number, column: number): number =>
    values[(liveRows[row] as number) * columns + (liveColumns[column] as number)] as number;
  const shipments = yield* transportSteps(liveRows.length, liveColumns.length, (row, column) => 1 - at(row, column));
  return {
    score: shipments.reduce((sum, { row, column, mass }) => sum + mass * at(row, column), 0),
    plan: shipments.map(({ row, column, mass }) => ({
      row: liveRows[row] as number,
      column: liveColumns[column] as number,
      mass,
    })),
  };
}

function range(count: number): number[] {
  return [...Array(count).keys()];
}
