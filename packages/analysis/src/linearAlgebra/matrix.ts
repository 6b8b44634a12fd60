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

/** Sum of squared entries: four sums side by side, for one that waits for each addition takes three times as long. */
export function squaredNorm(values: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let index = 0;
  for (; index + 4 <= values.length; index += 4) {
    const p = values[index] as number;
    const q = values[index + 1] as number;
    const r = values[index + 2] as number;
    const s = values[index + 3] as number;
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
  }
  for (; index < values.length; index++) a += (values[index] as number) ** 2;
  return a + b + (c + d);
}

/** Sum of the diagonal. */
export function trace({ rows, columns, values }: Matrix): number {
  let sum = 0;
  for (let index = 0; index < Math.min(rows, columns); index++) sum += values[index * columns + index] as number;
  return sum;
}
