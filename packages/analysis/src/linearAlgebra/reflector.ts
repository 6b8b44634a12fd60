/**
 * Turns a vector into the Householder reflector that maps it onto its first axis: H = I - factor v v', H x = (image, 0, ...).
 * Golub and Van Loan, Matrix Computations, 5.1.
 * @param values holds x in `from` to `end`, and v after the call, its first entry 1
 */
export function reflectorInPlace(
  values: Float64Array,
  from: number,
  end: number,
): { readonly factor: number; readonly image: number } {
  let largest = 0;
  for (let index = from + 1; index < end; index++) largest = Math.max(largest, Math.abs(values[index] as number));
  const first = values[from] as number;
  values[from] = 1;
  if (largest === 0) return { factor: 0, image: first };
  // Scaled, so that squares neither vanish nor overflow.
  const scale = Math.max(largest, Math.abs(first));
  let squares = (first / scale) ** 2;
  for (let index = from + 1; index < end; index++) squares += ((values[index] as number) / scale) ** 2;
  const length = scale * Math.sqrt(squares);
  // Away from the vector's own side, so that nothing cancels.
  const image = first > 0 ? -length : length;
  const divisor = first - image;
  for (let index = from + 1; index < end; index++) values[index] = (values[index] as number) / divisor;
  return { factor: (image - first) / image, image };
}
