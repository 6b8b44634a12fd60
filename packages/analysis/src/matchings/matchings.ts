import type { Correlation, Matchings } from '../derivations/values.js';
import { assignmentMatching } from './assignment.js';
import { bestOfColumns, greedyMatching } from './greedy.js';
import { mutualOf } from './mutual.js';

/** The three matchings of one matrix of values, left to right. */
export function matchingsOfValues(correlation: Correlation): Matchings {
  const { values, rows, columns, leftConditions, rightConditions } = correlation;
  const greedy = greedyMatching(values, rows, columns);
  const assignment = assignmentMatching(values, rows, columns);
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
