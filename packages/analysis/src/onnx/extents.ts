/** Entries of a tensor of that shape; 1 for none. */
export function entriesOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
