import { CommandFailed, EXIT_CODES } from './commandFailed.js';
import { type FoundComputation, hasFailed, isUnderWay } from './computations.js';

/** What to say where values could not be computed; null where none failed. */
export function failedOf(computations: readonly FoundComputation[]): CommandFailed | null {
  const failed = computations.filter(hasFailed);
  if (failed.length === 0) return null;
  const lines = failed.map(
    ({ title, state, error }) =>
      `${title}: ${state === 'CANCELLED' ? 'cancelled' : 'failed'}${error ? `. ${error}` : '.'}`,
  );
  return new CommandFailed(lines.join('\n'), 'Asking again tries again.', EXIT_CODES.FAILED);
}

/** What to say where the time was over before all was there; null where nothing is under way. */
export function unfinishedOf(computations: readonly FoundComputation[]): CommandFailed | null {
  const waiting = computations.filter(isUnderWay);
  const [first] = waiting;
  if (first === undefined) return null;
  const others = waiting.length === 1 ? '' : `, and ${waiting.length - 1} more`;
  return new CommandFailed(
    `Not finished within that time: ${first.title}${others}.`,
    'The server goes on: the same command later finds what is there by then.',
    EXIT_CODES.UNFINISHED,
  );
}
