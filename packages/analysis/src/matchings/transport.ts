import { atOnce, type Steps } from '../linearAlgebra/steps.js';

/** Part of a transport plan. */
export interface Shipment {
  readonly row: number;
  readonly column: number;
  /** Share of all that is moved; all shipments sum to 1. */
  readonly mass: number;
}

/**
 * The cheapest way to move what `rows` places hold in equal parts to `columns` places that take equal parts: exact, by shortest
 * augmenting paths with potentials, as in the assignment, whose generalisation it is (Ahuja, Magnanti and Orlin, Network
 * Flows, 9.7). In units of 1 / lcm(rows, columns) all shipments are whole numbers, so nothing is lost to rounding.
 * @param cost is asked once for every entry; all finite
 */
export function lowestCostTransport(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): Shipment[] {
  return atOnce(transportSteps(rows, columns, cost));
}

/** The same in steps. */
export function* transportSteps(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): Steps<Shipment[]> {
  const common = greatestCommonDivisor(rows, columns);
  const supply = new Float64Array(rows).fill(columns / common);
  const demand = new Float64Array(columns).fill(rows / common);
  const costs = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) costs[row * columns + column] = cost(row, column);
    yield columns;
  }
  const flow = new Float64Array(rows * columns);
  /** Rows that have sent something to each column. */
  const senders: number[][] = Array.from({ length: columns }, () => []);
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns);
  const distance = new Float64Array(columns);
  const rowDistance = new Float64Array(rows);
  const previousRow = new Int32Array(columns);
  const previousColumn = new Int32Array(rows);
  const remaining = new Int32Array(columns);
  const scannedRows: number[] = [];
  const scannedColumns: number[] = [];
  const isScanned = new Uint8Array(rows);

  /** Column with unmet demand that is nearest to the row, and the distances on the way. */
  const search = (start: number): { readonly sink: number; readonly length: number } => {
    distance.fill(Number.POSITIVE_INFINITY);
    isScanned.fill(0);
    scannedRows.length = 0;
    scannedColumns.length = 0;
    for (let column = 0; column < columns; column++) remaining[column] = column;
    let left = columns;
    let fresh = [start];
    for (let length = 0; ; ) {
      for (const row of fresh) {
        isScanned[row] = 1;
        scannedRows.push(row);
        rowDistance[row] = length;
        const offset = length - (rowPotential[row] as number);
        for (let index = 0; index < left; index++) {
          const column = remaining[index] as number;
          const through = offset + (costs[row * columns + column] as number) - (columnPotential[column] as number);
          if (through < (distance[column] as number)) {
            distance[column] = through;
            previousRow[column] = row;
          }
        }
      }
      let nearest = 0;
      let lowest = Number.POSITIVE_INFINITY;
      for (let index = 0; index < left; index++) {
        const column = remaining[index] as number;
        const reached = distance[column] as number;
        // Among equally near columns one with unmet demand ends the search at once.
        if (reached < lowest || (reached === lowest && (demand[column] as number) > 0)) {
          lowest = reached;
          nearest = index;
        }
      }
      const column = remaining[nearest] as number;
      length = lowest;
      scannedColumns.push(column);
      if ((demand[column] as number) > 0) return { sink: column, length };
      remaining[nearest] = remaining[--left] as number;
      fresh = (senders[column] as number[]).filter((row) => isScanned[row] === 0);
      for (const row of fresh) previousColumn[row] = column;
    }
  };

  for (let start = 0; start < rows; start++) {
    while ((supply[start] as number) > 0) {
      const { sink, length } = search(start);
      for (const row of scannedRows) {
        rowPotential[row] = (rowPotential[row] as number) + length - (rowDistance[row] as number);
      }
      for (const column of scannedColumns) {
        columnPotential[column] = (columnPotential[column] as number) - length + (distance[column] as number);
      }
      let amount = Math.min(supply[start] as number, demand[sink] as number);
      for (let row = previousRow[sink] as number; row !== start; ) {
        const column = previousColumn[row] as number;
        amount = Math.min(amount, flow[row * columns + column] as number);
        row = previousRow[column] as number;
      }
      for (let column = sink; ; ) {
        const row = previousRow[column] as number;
        const at = row * columns + column;
        if (flow[at] === 0) (senders[column] as number[]).push(row);
        flow[at] = (flow[at] as number) + amount;
        if (row === start) break;
        column = previousColumn[row] as number;
        const back = row * columns + column;
        flow[back] = (flow[back] as number) - amount;
        if (flow[back] === 0) senders[column] = (senders[column] as number[]).filter((sender) => sender !== row);
      }
      supply[start] = (supply[start] as number) - amount;
      demand[sink] = (demand[sink] as number) - amount;
      yield (scannedRows.length + scannedColumns.length) * columns;
    }
  }
  const whole = (rows * columns) / common;
  const shipments: Shipment[] = [];
  flow.forEach((amount, index) => {
    if (amount > 0) {
      shipments.push({ row: Math.floor(index / columns), column: index % columns, mass: amount / whole });
    }
  });
  return shipments;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
