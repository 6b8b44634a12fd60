import { badInput } from '../errors.js';

/** From where the weights of most units are those of least squares, to where no unit has any: correlations are at most 1. */
export const [LOWEST_PENALTY, HIGHEST_PENALTY] = [1e-5, 1];

/** @throws a GraphQL error when it is out of range. */
export function checkPenalty(penalty: number): void {
  if (penalty >= LOWEST_PENALTY && penalty <= HIGHEST_PENALTY) return;
  throw badInput(`penalty: ${penalty} is out of range: ask for 0.00001 to 1.`);
}
