/**
 * Ranks from 1 on, equal values sharing the mean of their ranks.
 * @param values no NaN
 */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const ranks = new Float64Array(sorted.length);
  for (let first = 0; first < sorted.length; ) {
    let end = first + 1;
    while (end < sorted.length && sorted[end] === sorted[first]) end++;
    // Only the first place of a run is looked up.
    ranks[first] = (first + 1 + end) / 2;
    first = end;
  }
  return values.map((value) => ranks[firstAtLeast(sorted, value)] as number);
}

/** How many values are below. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pearson's correlation of two lists; NaN where one of them does not vary. */
export function correlationOfLists(left: Float64Array, right: Float64Array): number {
  const mean = (list: Float64Array): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [a, b] = [mean(left), mean(right)];
  let [both, ofLeft, ofRight] = [0, 0, 0];
  for (let index = 0; index < left.length; index++) {
    const x = (left[index] as number) - a;
    const y = (right[index] as number) - b;
    both += x * y;
    ofLeft += x * x;
    ofRight += y * y;
  }
  return both / Math.sqrt(ofLeft * ofRight);
}
