import type { Matching } from '../derivations/values.js';
import { summarize } from './summarize.js';

/**
 * The one-to-one matching of highest total value; all units of the side with fewer live ones get a partner.
 * Row reduction, then shortest augmenting paths with potentials (Jonker and Volgenant 1987, as in Crouse 2016), O(n²m) for
 * n <= m, float64.
 * @param values rows x columns; a row or column that is NaN throughout takes no part
 */
export function assignmentMatching(values: Float64Array, rows: number, columns: number): Matching {
  const liveRows = indicesWhere(rows, (row) => anyNumber(values, row * columns, columns, 1));
  const liveColumns = indicesWhere(columns, (column) => anyNumber(values, column, rows, columns));
  const targets = new Int32Array(rows).fill(-1);
  const wide = liveRows.length <= liveColumns.length;
  const [few, many] = wide ? [liveRows, liveColumns] : [liveColumns, liveRows];
  const rowStep = wide ? columns : 1;
  const columnStep = wide ? 1 : columns;
  const costs = new Float64Array(few.length * many.length);
  for (let one = 0, entry = 0; one < few.length; one++) {
    const from = (few[one] as number) * rowStep;
    for (let other = 0; other < many.length; other++)
      costs[entry++] = -(values[from + (many[other] as number) * columnStep] as number);
  }
  const partners = leastCost(costs, few.length, many.length);
  partners.forEach((other, one) => {
    const [row, column] = wide ? [few[one], many[other]] : [many[other], few[one]];
    targets[row as number] = column as number;
  });
  return summarize(targets, values, columns);
}

/**
 * Column of each row such that the total cost is least; rows <= columns.
 * @param cost is asked once for every entry; all finite
 */
export function lowestCostAssignment(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): Int32Array {
  const costs = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) costs[row * columns + column] = cost(row, column);
  }
  return leastCost(costs, rows, columns);
}

/** @param costs rows x columns */
function leastCost(costs: Float64Array, rows: number, columns: number): Int32Array {
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns);
  const columnOfRow = new Int32Array(rows).fill(-1);
  const rowOfColumn = new Int32Array(columns).fill(-1);
  const distance = new Float64Array(columns);
  const previousRow = new Int32Array(columns);
  const remaining = new Int32Array(columns);
  const scannedRows = new Uint8Array(rows);
  const scannedColumns = new Uint8Array(columns);

  const partial = { costs, rowPotential, columnPotential, columnOfRow, rowOfColumn };
  for (const start of reduceRows(partial, reduceRows(partial, Int32Array.from(columnOfRow.keys())))) {
    distance.fill(Number.POSITIVE_INFINITY);
    scannedRows.fill(0);
    scannedColumns.fill(0);
    for (let column = 0; column < columns; column++) remaining[column] = column;
    let left = columns;
    let row = start;
    let shortest = 0;
    let sink = -1;
    while (sink < 0) {
      scannedRows[row] = 1;
      let nearest = -1;
      let lowest = Number.POSITIVE_INFINITY;
      const offset = shortest - (rowPotential[row] as number);
      for (let index = 0; index < left; index++) {
        const column = remaining[index] as number;
        const through = offset + (costs[row * columns + column] as number) - (columnPotential[column] as number);
        if (through < (distance[column] as number)) {
          distance[column] = through;
          previousRow[column] = row;
        }
        const reached = distance[column] as number;
        // Among equally near columns a free one ends the search at once.
        if (reached < lowest || (reached === lowest && rowOfColumn[column] === -1)) {
          lowest = reached;
          nearest = index;
        }
      }
      shortest = lowest;
      const column = remaining[nearest] as number;
      if (rowOfColumn[column] === -1) sink = column;
      else row = rowOfColumn[column] as number;
      scannedColumns[column] = 1;
      remaining[nearest] = remaining[--left] as number;
    }
    rowPotential[start] = (rowPotential[start] as number) + shortest;
    for (let other = 0; other < rows; other++) {
      if (scannedRows[other] === 1 && other !== start) {
        rowPotential[other] =
          (rowPotential[other] as number) + shortest - (distance[columnOfRow[other] as number] as number);
      }
    }
    for (let column = 0; column < columns; column++) {
      if (scannedColumns[column] === 1) {
        columnPotential[column] = (columnPotential[column] as number) - (shortest - (distance[column] as number));
      }
    }
    for (let column = sink; ; ) {
      const owner = previousRow[column] as number;
      rowOfColumn[column] = owner;
      const next = columnOfRow[owner] as number;
      columnOfRow[owner] = column;
      if (owner === start) break;
      column = next;
    }
  }
  return columnOfRow;
}

interface Partial {
  /** rows x columns. */
  readonly costs: Float64Array;
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  /** -1 where there is none. */
  readonly columnOfRow: Int32Array;
  readonly rowOfColumn: Int32Array;
}

/** Rows in a row that may push one another from their columns: between near equals it goes on for long. */
const MOST_PUSHES = 64;

/**
 * Gives each row its cheapest column, at a price that makes its second cheapest as good, and pushes out the row that was there (the
 * augmenting row reduction of Jonker and Volgenant). Prices fall in columns alone that are taken, and stay taken.
 * @param free rows without a column
 * @returns rows that are then without one: few
 */
function reduceRows(
  { costs, rowPotential, columnPotential, columnOfRow, rowOfColumn }: Partial,
  free: Int32Array,
): Int32Array {
  const columns = rowOfColumn.length;
  const left: number[] = [];
  for (const start of free) {
    let row = start;
    for (let push = 0; row >= 0; push++) {
      const from = row * columns;
      let lowest = Number.POSITIVE_INFINITY;
      let second = Number.POSITIVE_INFINITY;
      let nearest = -1;
      for (let column = 0; column < columns; column++) {
        const reduced = (costs[from + column] as number) - (columnPotential[column] as number);
        if (reduced >= second) continue;
        if (reduced < lowest) {
          second = lowest;
          lowest = reduced;
          nearest = column;
        } else second = reduced;
      }
      const pushed = rowOfColumn[nearest] as number;
      if (pushed >= 0 && (push === MOST_PUSHES || !(lowest < second) || second === Number.POSITIVE_INFINITY)) {
        left.push(row);
        break;
      }
      if (second < Number.POSITIVE_INFINITY)
        columnPotential[nearest] = (columnPotential[nearest] as number) + lowest - second;
      rowPotential[row] = second < Number.POSITIVE_INFINITY ? second : lowest;
      columnOfRow[row] = nearest;
      rowOfColumn[nearest] = row;
      if (pushed >= 0) columnOfRow[pushed] = -1;
      row = pushed;
    }
  }
  return Int32Array.from(left);
}

function indicesWhere(count: number, holds: (index: number) => boolean): Int32Array {
  return Int32Array.from(Array(count).keys()).filter(holds);
}

function anyNumber(values: Float64Array, from: number, count: number, step: number): boolean {
  for (let index = 0; index < count; index++) {
    if (!Number.isNaN(values[from + index * step])) return true;
  }
  return false;
}
