/** Indices by falling score; NaN last, ties by the lower index. */
export function falling(indices: number[], score: (index: number) => number): number[] {
  const scores = indices.map(score);
  return indices.sort((a, b) => {
    const [left, right] = [scores[a] as number, scores[b] as number];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a - b;
    return right - left || a - b;
  });
}
