import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import { sortedPlaces } from './sortedPlaces.js';

/**
 * Ranks from 1 on, equal values sharing the mean of their ranks.
 * @param values no NaN
 */
export function averageRanks(values: Float64Array): Float64Array {
  return atOnce(rankSteps(values));
}

/** The same in steps. */
export function* rankSteps(values: Float64Array): Steps<Float64Array> {
  const sorted = yield* sortedPlaces(values);
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < ranks.length; ) {
    let end = first + 1;
    while (end < ranks.length && sorted.values[end] === sorted.values[first]) end++;
    // Ranks first + 1 to end have this mean.
    const shared = (first + 1 + end) / 2;
    for (; first < end; first++) ranks[sorted.places[first] as number] = shared;
  }
  yield 8 * ranks.length;
  return ranks;
}

/** Pearson's correlation of two lists; NaN where one of them does not vary. */
export function correlationOfLists(left: Float64Array, right: Float64Array): number {
  const [a, b] = [meanOf(left), meanOf(right)];
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

function meanOf(list: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < list.length; index++) sum += list[index] as number;
  return sum / list.length;
}
