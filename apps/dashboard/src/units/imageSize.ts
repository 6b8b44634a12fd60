/** Height and width of the picture of a stimulus: of channels, height, width; of features or tokens, one row. */
export function imageSize(shape: readonly number[]): readonly [number, number] {
  const [height = 1, width = 1] = shape.length === 1 ? [1, ...shape] : shape.slice(-2);
  return [height, width];
}
