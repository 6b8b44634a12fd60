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
  return sumOfSquares(values, 0, values.length);
}

/** The same of a symmetric matrix, of which what is on and right of the diagonal is read. */
export function symmetricSquaredNorm({ rows, columns, values }: Matrix): number {
  let diagonal = 0;
  let above = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * columns + row;
    diagonal += (values[at] as number) ** 2;
    above += sumOfSquares(values, at + 1, (row + 1) * columns);
  }
  return diagonal + 2 * above;
}

/** Eight sums side by side, for one that waits for each addition takes four times as long. */
function sumOfSquares(values: Float64Array, from: number, end: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  let index = from;
  for (; index + 8 <= end; index += 8) {
    const i = values[index] as number;
    const j = values[index + 1] as number;
    const k = values[index + 2] as number;
    const l = values[index + 3] as number;
    const m = values[index + 4] as number;
    const n = values[index + 5] as number;
    const o = values[index + 6] as number;
    const p = values[index + 7] as number;
    a += i * i;
    b += j * j;
    c += k * k;
    d += l * l;
    e += m * m;
    f += n * n;
    g += o * o;
    h += p * p;
  }
  for (; index < end; index++) a += (values[index] as number) ** 2;
  return a + b + (c + d) + (e + f + (g + h));
}

/** Sum of the diagonal. */
export function trace({ rows, columns, values }: Matrix): number {
  let sum = 0;
  for (let index = 0; index < Math.min(rows, columns); index++) sum += values[index * columns + index] as number;
  return sum;
}
