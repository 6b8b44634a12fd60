import { badInput } from '../errors.js';

/** Most pairs of layers in one matrix: 64 layers against 64. */
const MOST_PAIRS = 4_096;

/** @throws a GraphQL error where a matrix would be larger than is good for one answer. */
export function checkPairs(pairs: number, what: string, remedy: string): void {
  if (pairs <= MOST_PAIRS) return;
  throw badInput(`${what} are ${pairs} pairs of layers, and the most are ${MOST_PAIRS}. ${remedy}`);
}
