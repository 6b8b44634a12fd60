import type { Steps } from '../linearAlgebra/steps.js';

/**
 * The value that would stand at `place` if the values were sorted, in linear time on average (Hoare 1961).
 * @param values no NaN; they change places: those before `place` are at most as high, those behind it at least
 */
export function* selectSmallest(values: Float32Array, place: number): Steps<number> {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = middleOf(values[low] as number, values[(low + high) >>> 1] as number, values[high] as number);
    yield 4 * (high - low);
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const kept = values[left] as number;
      values[left] = values[right] as number;
      values[right] = kept;
      left++;
      right--;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place] as number;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
