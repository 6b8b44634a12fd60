/** A symmetric matrix from parts of its rows, each of which begins at its own diagonal. */
export function symmetricFrom<Numbers extends Float32Array | Float64Array>(
  whole: Numbers,
  parts: readonly Numbers[],
  starts: readonly number[],
  size: number,
): Numbers {
  parts.forEach((part, index) => {
    const first = starts[index] as number;
    const width = size - first;
    for (let row = first; row < (starts[index + 1] as number); row++) {
      const from = (row - first) * width;
      whole.set(part.subarray(from, from + width), row * size + first);
    }
  });
  for (let row = 0; row < size; row++)
    for (let column = 0; column < row; column++) whole[row * size + column] = whole[column * size + row] as number;
  return whole;
}
