import type { Matching } from '../derivations/values.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import { padded, type Workspace, withWorkspaceInSteps } from '../linearAlgebra/workspace.js';
import { summarize } from './summarize.js';

/**
 * The one-to-one matching of highest total value; all units of the side with fewer live ones get a partner.
 * Row reduction, then shortest augmenting paths with potentials (Jonker and Volgenant 1987, as in Crouse 2016), O(n²m) for
 * n <= m, float64.
 * @param values rows x columns; a row or column that is NaN throughout takes no part
 */
export function assignmentMatching(values: Float64Array, rows: number, columns: number): Matching {
  return atOnce(assignmentSteps(values, rows, columns));
}

/** The same in steps. */
export function* assignmentSteps(values: Float64Array, rows: number, columns: number): Steps<Matching> {
  const liveRows = indicesWhere(rows, (row) => anyNumber(values, row * columns, columns, 1));
  const liveColumns = indicesWhere(columns, (column) => anyNumber(values, column, rows, columns));
  const targets = new Int32Array(rows).fill(-1);
  const wide = liveRows.length <= liveColumns.length;
  const [few, many] = wide ? [liveRows, liveColumns] : [liveColumns, liveRows];
  const rowStep = wide ? columns : 1;
  const columnStep = wide ? 1 : columns;
  const partners = yield* leastCost(few.length, many.length, (one, into, at) => {
    const from = (few[one] as number) * rowStep;
    for (let other = 0; other < many.length; other++)
      into[at + other] = -(values[from + (many[other] as number) * columnStep] as number);
  });
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
export function lowestCostSteps(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): Steps<Int32Array> {
  return leastCost(rows, columns, (row, into, at) => {
    for (let column = 0; column < columns; column++) into[at + column] = cost(row, column);
  });
}

/** @param write puts a row of costs into a list, from a place on */
function leastCost(
  rows: number,
  columns: number,
  write: (row: number, into: Float64Array, at: number) => void,
): Steps<Int32Array> {
  const stride = padded(columns);
  return withWorkspaceInSteps((rows + 1) * stride + 2, function* (workspace) {
    const { numbers } = workspace;
    for (let row = 0; row < rows; row++) {
      write(row, numbers, row * stride);
      numbers.fill(Number.POSITIVE_INFINITY, row * stride + columns, (row + 1) * stride);
    }
    yield rows * columns;
    return yield* assigned(workspace, rows, columns);
  });
}

/** @param workspace holds the costs, rows of a multiple of `TILE` entries; behind them there is place for as many and two more */
function* assigned(workspace: Workspace, rows: number, columns: number): Steps<Int32Array> {
  const stride = padded(columns);
  const costs = workspace.numbers;
  const rowPotential = new Float64Array(rows);
  const columnPotential = costs.subarray(rows * stride, rows * stride + columns);
  costs.fill(0, rows * stride, (rows + 1) * stride);
  const columnOfRow = new Int32Array(rows).fill(-1);
  const rowOfColumn = new Int32Array(columns).fill(-1);
  const distance = new Float64Array(columns);
  const previousRow = new Int32Array(columns);
  const remaining = new Int32Array(columns);
  const scannedRows = new Uint8Array(rows);
  const scannedColumns = new Uint8Array(columns);

  const partial = { workspace, rowPotential, columnPotential, columnOfRow, rowOfColumn };
  const few = yield* reduceRows(partial, Int32Array.from(columnOfRow.keys()));
  for (const start of yield* reduceRows(partial, few)) {
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
        const through = offset + (costs[row * stride + column] as number) - (columnPotential[column] as number);
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
    yield 4 * (columns - left) * columns;
  }
  return columnOfRow;
}

interface Partial {
  readonly workspace: Workspace;
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
function* reduceRows(
  { workspace, rowPotential, columnPotential, columnOfRow, rowOfColumn }: Partial,
  free: Int32Array,
): Steps<Int32Array> {
  const { numbers, kernel } = workspace;
  const stride = padded(rowOfColumn.length);
  const prices = rowPotential.length * stride;
  const found = prices + stride;
  const left: number[] = [];
  for (const start of free) {
    let row = start;
    for (let push = 0; row >= 0; push++) {
      const nearest = kernel.twoLowest(8 * row * stride, 8 * prices, 8 * stride, 8 * found) / 8;
      const lowest = numbers[found] as number;
      const second = numbers[found + 1] as number;
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
    yield stride;
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
