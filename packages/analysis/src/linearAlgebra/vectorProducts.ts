/** Rows `top` to `bottom` of a row-major matrix, columns `left` to its last. */
export interface Part {
  readonly values: Float64Array;
  /** Of the whole matrix. */
  readonly columns: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
}

/**
 * A part of a matrix times a vector; four rows at a time share what is read of the vector.
 * @param vector read from `from` on: one entry per column of the part
 * @param result written from `to` on: one entry per row of the part
 */
export function timesVector(
  { values, columns, top, bottom, left }: Part,
  vector: Float64Array,
  from: number,
  result: Float64Array,
  to: number,
): void {
  const count = columns - left;
  let row = top;
  for (; row + 4 <= bottom; row += 4) {
    const r0 = row * columns + left;
    const r1 = r0 + columns;
    const r2 = r1 + columns;
    const r3 = r2 + columns;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let index = 0; index < count; index++) {
      const value = vector[from + index] as number;
      s0 += (values[r0 + index] as number) * value;
      s1 += (values[r1 + index] as number) * value;
      s2 += (values[r2 + index] as number) * value;
      s3 += (values[r3 + index] as number) * value;
    }
    const at = to + row - top;
    result[at] = s0;
    result[at + 1] = s1;
    result[at + 2] = s2;
    result[at + 3] = s3;
  }
  for (; row < bottom; row++) {
    let sum = 0;
    const start = row * columns + left;
    for (let index = 0; index < count; index++) {
      sum += (values[start + index] as number) * (vector[from + index] as number);
    }
    result[to + row - top] = sum;
  }
}

/**
 * A vector times a part of a matrix, added to what is there; four rows at a time share what is written.
 * @param vector read from `from` on: one entry per row of the part
 * @param result added to from `to` on: one entry per column of the part
 */
export function addVectorTimes(
  vector: Float64Array,
  from: number,
  { values, columns, top, bottom, left }: Part,
  result: Float64Array,
  to: number,
): void {
  const count = columns - left;
  let row = top;
  for (; row + 4 <= bottom; row += 4) {
    const r0 = row * columns + left;
    const r1 = r0 + columns;
    const r2 = r1 + columns;
    const r3 = r2 + columns;
    const at = from + row - top;
    const w0 = vector[at] as number;
    const w1 = vector[at + 1] as number;
    const w2 = vector[at + 2] as number;
    const w3 = vector[at + 3] as number;
    for (let index = 0; index < count; index++) {
      result[to + index] =
        (result[to + index] as number) +
        w0 * (values[r0 + index] as number) +
        w1 * (values[r1 + index] as number) +
        w2 * (values[r2 + index] as number) +
        w3 * (values[r3 + index] as number);
    }
  }
  for (; row < bottom; row++) {
    const weight = vector[from + row - top] as number;
    const start = row * columns + left;
    for (let index = 0; index < count; index++) {
      result[to + index] = (result[to + index] as number) + weight * (values[start + index] as number);
    }
  }
}
