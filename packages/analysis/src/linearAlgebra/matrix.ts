/** A dense matrix in float64, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** rows x columns. */
  readonly values: Float64Array;
}

/** A matrix over these values, which are not copied; zeros where none are given. */
export function matrixOf(rows: number, columns: number, values = new Float64Array(rows * columns)): Matrix {
  if (values.length !== rows * columns) {
    throw new RangeError(`${values.length} values do not make a ${rows} x ${columns} matrix.`);
  }
  return { rows, columns, values };
}

export function identity(size: number): Matrix {
  const matrix = matrixOf(size, size);
  for (let index = 0; index < size; index++) matrix.values[index * size + index] = 1;
  return matrix;
}

export function transposed({ rows, columns, values }: Matrix): Matrix {
  const result = new Float64Array(values.length);
  // Tiles of 16 x 16 keep both sides in the cache.
  for (let top = 0; top < rows; top += 16) {
    const bottom = Math.min(rows, top + 16);
    for (let left = 0; left < columns; left += 16) {
      const right = Math.min(columns, left + 16);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          result[column * rows + row] = values[row * columns + column] as number;
        }
      }
    }
  }
  return { rows: columns, columns: rows, values: result };
}

/** The rows and columns named, in that order. */
export function submatrix(matrix: Matrix, rows: ArrayLike<number>, columns: ArrayLike<number>): Matrix {
  const picked = matrixOf(rows.length, columns.length);
  for (let row = 0; row < rows.length; row++) {
    const from = (rows[row] as number) * matrix.columns;
    for (let column = 0; column < columns.length; column++) {
      picked.values[row * columns.length + column] = matrix.values[from + (columns[column] as number)] as number;
    }
  }
  return picked;
}

/** Sum of squared entries. */
export function squaredNorm(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index] as number) ** 2;
  return sum;
}

/** Sum of the diagonal. */
export function trace({ rows, columns, values }: Matrix): number {
  let sum = 0;
  for (let index = 0; index < Math.min(rows, columns); index++) sum += values[index * columns + index] as number;
  return sum;
}
