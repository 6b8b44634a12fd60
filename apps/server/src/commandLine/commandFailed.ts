import { Refusal } from '@unitgraph/analysis/errors';

/** What the shell gets to know. Documented in docs/commandLine.md, and in the help. */
export const EXIT_CODES = {
  DONE: 0,
  /** What was asked cannot be done: the server or a file stands against it, or a name is not there. */
  REFUSED: 1,
  /** The command line itself makes no sense. */
  MISUSED: 2,
  /** Nothing answers at the address of the server, or the connection was lost for good. */
  UNREACHABLE: 3,
  /** The answer of a query has errors, or a value of it could not be computed. */
  FAILED: 4,
  /** It was not finished within the time that was given. */
  UNFINISHED: 5,
  /** A defect of this program. */
  DEFECT: 70,
  /** Ctrl-C. */
  INTERRUPTED: 130,
} as const;

/** A refusal that ends the command with a code of its own. */
export class CommandFailed extends Refusal {
  constructor(
    message: string,
    remedy: string,
    readonly exitCode: number,
  ) {
    super(message, remedy);
  }
}

/** The command line makes no sense. */
export function misused(message: string, remedy: string): CommandFailed {
  return new CommandFailed(message, remedy, EXIT_CODES.MISUSED);
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandFailed) return error.exitCode;
  return error instanceof Refusal ? EXIT_CODES.REFUSED : EXIT_CODES.DEFECT;
}
