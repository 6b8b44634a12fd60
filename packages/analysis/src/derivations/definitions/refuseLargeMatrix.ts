import { Refusal } from '../../errors.js';
import type { Recording } from '../values.js';

/** Values of the largest matrix of units that is made: 1 GiB in float64, and it is held more than once. */
const MOST_VALUES = 2 ** 27;

/** @throws Refusal before anything is attempted that would take the memory of the machine */
export function refuseLargeMatrix(left: Recording, right: Recording): void {
  const refusal = refusalOf(left, right);
  if (refusal !== null) throw refusal;
}

/** Why no matrix of these is made; null where one is. */
export function refusalOf(left: Recording, right: Recording): Refusal | null {
  const values = left.units * right.units;
  if (values <= MOST_VALUES) return null;
  const count = (number: number) => number.toLocaleString('en');
  return new Refusal(
    `A matrix of ${count(left.units)} x ${count(right.units)} units has ${count(values)} values, ${((8 * values) / 1e9).toFixed(1)} GB; at most ${count(MOST_VALUES)} are made.`,
    'Ask for best partners, which are found without it (`bestMatches`, `correlates`, the matchings GREEDY and MUTUAL), or compare layers of fewer units.',
  );
}
