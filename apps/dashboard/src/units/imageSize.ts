/** Height and width of an input given as channels, height, width. */
export function imageSize(inputShape: readonly number[]): readonly [number, number] {
  const [height = 1, width = 1] = inputShape.slice(-2);
  return [height, width];
}
