/** All places of a grid from `low` to `high`, both included, the last axis fastest. */
export function* gridBetween(low: readonly number[], high: readonly number[]): Iterable<number[]> {
  const at = [...low];
  for (;;) {
    yield [...at];
    let axis = at.length - 1;
    while (axis >= 0 && at[axis] === high[axis]) {
      at[axis] = low[axis] as number;
      axis--;
    }
    if (axis < 0) return;
    at[axis] = (at[axis] as number) + 1;
  }
}

/** Copies a box of elements between arrays of any strides. */
export function copyBox(
  source: Float32Array,
  from: number,
  sourceStrides: readonly number[],
  target: Float32Array,
  to: number,
  targetStrides: readonly number[],
  length: readonly number[],
  axis = 0,
): void {
  const [step, stride, count] = [sourceStrides[axis] ?? 1, targetStrides[axis] ?? 1, length[axis] ?? 1];
  if (axis < length.length - 1) {
    for (let index = 0; index < count; index++)
      copyBox(source, from + index * step, sourceStrides, target, to + index * stride, targetStrides, length, axis + 1);
  } else if (step === 1 && stride === 1) target.set(source.subarray(from, from + count), to);
  else for (let index = 0; index < count; index++) target[to + index * stride] = source[from + index * step] as number;
}
