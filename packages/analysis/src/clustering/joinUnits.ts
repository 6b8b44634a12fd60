import { Refusal } from '../errors.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';

/** Units of several networks side by side, first all of the first network, in the order of their index. */
export interface JoinedUnits {
  readonly count: number;
  /** How many networks were joined. */
  readonly networks: number;
  /** Of each joined unit: which network it is from, by position in the list that was joined. */
  readonly network: Uint8Array;
  /** Of each joined unit: its index in its network's layer. */
  readonly unit: Int32Array;
  /** Units without variance of each network: they take no part. */
  readonly leftOut: Int32Array;
  /** count x count, symmetric, Pearson, -1..1, ones on the diagonal. */
  readonly correlation: Float64Array;
}

/**
 * The correlations of all live units of several networks among each other, within and between networks, as one matrix.
 * @param conditions of each network's units, as a recording has them: 0 live
 * @param between rows x columns correlations of network `row` with network `column`; asked for row <= column only
 * @throws Refusal with fewer than two live units
 */
export function joinUnits(
  conditions: readonly Uint8Array[],
  between: (row: number, column: number) => Float64Array,
): JoinedUnits {
  return atOnce(joinSteps(conditions, between));
}

/** The same in steps. */
export function* joinSteps(
  conditions: readonly Uint8Array[],
  between: (row: number, column: number) => Float64Array,
): Steps<JoinedUnits> {
  const live = conditions.map((units) => Int32Array.from(units.keys()).filter((unit) => units[unit] === 0));
  const count = live.reduce((sum, units) => sum + units.length, 0);
  if (count < 2) {
    throw new Refusal(
      `Clusters need at least two units that vary, and there ${count === 1 ? 'is one' : 'are none'}.`,
      'Choose layers whose units respond to the probe set.',
    );
  }
  const starts = live.map((_, network) => live.slice(0, network).reduce((sum, units) => sum + units.length, 0));
  const correlation = new Float64Array(count * count);
  for (const [rowNetwork, rows] of live.entries()) {
    for (const [columnNetwork, columns] of live.entries()) {
      if (columnNetwork < rowNetwork) continue;
      const block = between(rowNetwork, columnNetwork);
      const width = (conditions[columnNetwork] as Uint8Array).length;
      const [top, left] = [starts[rowNetwork] as number, starts[columnNetwork] as number];
      for (let row = 0; row < rows.length; row++) {
        const from = (rows[row] as number) * width;
        const to = (top + row) * count + left;
        copyEntries(block, from, columns, correlation, to);
        if (rowNetwork === columnNetwork) correlation[to + row] = 1;
        yield 2 * columns.length;
      }
    }
  }
  for (let top = 0; top < count; top += TILE) {
    mirrorRows(correlation, count, top);
    yield 4 * TILE * (count - top);
  }
  return {
    count,
    networks: conditions.length,
    network: Uint8Array.from(live.flatMap((units, network) => Array<number>(units.length).fill(network))),
    unit: Int32Array.from(live.flatMap((units) => [...units])),
    leftOut: Int32Array.from(conditions, (units, network) => units.length - (live[network] as Int32Array).length),
    correlation,
  };
}

/** A function of its own, which is compiled for itself: within the loops around it this takes half as long again. */
function copyEntries(block: Float64Array, from: number, columns: Int32Array, into: Float64Array, to: number): void {
  for (let column = 0; column < columns.length; column++)
    into[to + column] = block[from + (columns[column] as number)] as number;
}

/** Tiles of so many rows and columns keep both sides of the diagonal in the cache. */
const TILE = 16;

/** Copies what is above the diagonal below it, of a tile's rows. */
function mirrorRows(values: Float64Array, size: number, top: number): void {
  for (let left = top; left < size; left += TILE) {
    const [bottom, right] = [Math.min(size, top + TILE), Math.min(size, left + TILE)];
    for (let row = top; row < bottom; row++) {
      for (let column = Math.max(left, row + 1); column < right; column++)
        values[column * size + row] = values[row * size + column] as number;
    }
  }
}
