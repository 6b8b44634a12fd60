import { bestOfColumns, bestOfRows, type Correlation, type SharedInformation } from '@unitgraph/analysis';

/** Best partners on both sides of one correlation; -1 for a unit without any. */
export interface PairIndex {
  readonly ofRows: Int32Array;
  readonly ofColumns: Int32Array;
}

const indices = new WeakMap<Correlation, PairIndex>();
const selfless = new WeakMap<Correlation, Correlation>();
const transposed = new WeakMap<Correlation, Correlation>();

/** Computed once for each correlation in memory. */
export function pairIndexOf(correlation: Correlation): PairIndex {
  let index = indices.get(correlation);
  if (index === undefined) {
    const { values, rows, columns } = correlation;
    index = { ofRows: bestOfRows(values, rows, columns), ofColumns: bestOfColumns(values, rows, columns) };
    indices.set(correlation, index);
  }
  return index;
}

/** A layer's correlation with itself, without each unit's correlation with itself, which is 1 and says nothing. */
export function withoutSelves(correlation: Correlation): Correlation {
  let found = selfless.get(correlation);
  if (found === undefined) {
    const values = correlation.values.slice();
    for (let unit = 0; unit < correlation.rows; unit++) values[unit * correlation.columns + unit] = Number.NaN;
    found = { ...correlation, values };
    selfless.set(correlation, found);
  }
  return found;
}

/** The same correlation seen from the other side. */
export function transpose(correlation: Correlation): Correlation {
  let found = transposed.get(correlation);
  if (found === undefined) {
    const { rows, columns } = correlation;
    found = {
      ...correlation,
      ...(isInformation(correlation) ? turnedInformation(correlation) : {}),
      rows: columns,
      columns: rows,
      values: turned(correlation.values, rows, columns),
      leftConditions: correlation.rightConditions,
      rightConditions: correlation.leftConditions,
    };
    transposed.set(correlation, found);
  }
  return found;
}

/** Whether the values are mutual information, which come with what they are made of. */
export function isInformation(correlation: Correlation): correlation is SharedInformation {
  return 'raw' in correlation;
}

function turnedInformation({ raw, rows, columns, leftEntropy, rightEntropy }: SharedInformation) {
  return { raw: turned(raw, rows, columns), leftEntropy: rightEntropy, rightEntropy: leftEntropy };
}

function turned(values: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      result[column * rows + row] = values[row * columns + column] as number;
  }
  return result;
}
