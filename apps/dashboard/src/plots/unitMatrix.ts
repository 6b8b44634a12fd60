import type { NpyArray } from './npy';
import { NpyError } from './npy';

/** A value for each pair of units: rows are units of the left layer, columns of the right one; NaN where a unit is dead. */
export interface UnitMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array | Float64Array;
}

/** The order in which a matrix is drawn: the unit at each place. */
export interface MatrixPlaces {
  readonly rowUnits: Int32Array;
  readonly columnUnits: Int32Array;
}

/** @throws NpyError when the array has not two dimensions, or others than promised. */
export function toUnitMatrix(array: NpyArray, rows: number, columns: number): UnitMatrix {
  if (array.shape.length !== 2 || array.shape[0] !== rows || array.shape[1] !== columns) {
    throw new NpyError(`The matrix is (${array.shape.join(', ')}), where (${rows}, ${columns}) was promised.`);
  }
  return { rows, columns, values: array.values };
}

/** The value of two units; NaN where one of them is dead or out of range. */
export function valueAt(matrix: UnitMatrix, row: number, column: number): number {
  if (row < 0 || column < 0 || row >= matrix.rows || column >= matrix.columns) return Number.NaN;
  return matrix.values[row * matrix.columns + column] ?? Number.NaN;
}

/** The same values in the order drawn, as a new matrix: what an export of the picture holds. */
export function arrange(matrix: UnitMatrix, places: MatrixPlaces): UnitMatrix {
  const { rowUnits, columnUnits } = places;
  const values = new Float64Array(rowUnits.length * columnUnits.length);
  for (let row = 0; row < rowUnits.length; row++) {
    for (let column = 0; column < columnUnits.length; column++) {
      values[row * columnUnits.length + column] = valueAt(matrix, rowUnits[row]!, columnUnits[column]!);
    }
  }
  return { rows: rowUnits.length, columns: columnUnits.length, values };
}

/** Highest value, and 0 where there is none; without those of each unit with itself where rows and columns are the same units. */
export function highestOf({ values, columns }: UnitMatrix, same: boolean): number {
  let high = 0;
  for (let index = 0; index < values.length; index++) {
    if (same && index % (columns + 1) === 0) continue;
    if (values[index]! > high) high = values[index]!;
  }
  return high;
}

/** Lowest and highest value (null when there is none), and whether some unit is dead. */
export function extremesOf(matrix: UnitMatrix): { span: readonly [number, number] | null; dead: boolean } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let dead = false;
  for (const value of matrix.values) {
    if (value < low) low = value;
    if (value > high) high = value;
    if (Number.isNaN(value)) dead = true;
  }
  return { span: low <= high ? [low, high] : null, dead };
}
