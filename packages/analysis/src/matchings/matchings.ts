import type { Correlation, Matchings } from '../derivations/values.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import { assignmentSteps } from './assignment.js';
import { bestOfColumns, greedyMatching } from './greedy.js';
import { mutualOf } from './mutual.js';

/** The three matchings of one matrix of values, left to right. */
export function matchingsOfValues(correlation: Correlation): Matchings {
  return atOnce(matchingSteps(correlation));
}

/** The same in steps. */
export function* matchingSteps(correlation: Correlation): Steps<Matchings> {
  const { values, rows, columns, leftConditions, rightConditions } = correlation;
  const greedy = greedyMatching(values, rows, columns);
  const assignment = yield* assignmentSteps(values, rows, columns);
  yield 4 * rows * columns;
  const mutual = mutualOf(greedy.targets, bestOfColumns(values, rows, columns), values, columns);
  const same = greedy.values.reduce((count, value, row) => count + (value === assignment.values[row] ? 1 : 0), 0);
  return {
    rules: { GREEDY: greedy, ASSIGNMENT: assignment, MUTUAL: mutual },
    deadLeft: countDead(leftConditions),
    deadRight: countDead(rightConditions),
    agreement: greedy.matched > 0 ? same / greedy.matched : Number.NaN,
    mutual: Uint8Array.from(mutual.targets, (target) => (target >= 0 ? 1 : 0)),
  };
}

/** Units without variance: dead or constant. */
function countDead(conditions: Uint8Array): number {
  return conditions.reduce((count, condition) => count + (condition === 0 ? 0 : 1), 0);
}
