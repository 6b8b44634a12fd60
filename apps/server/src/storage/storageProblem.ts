import { Refusal } from '@unitgraph/analysis';

/** The data folder cannot be used as it is. */
export class StorageProblem extends Refusal {}

/** Puts what the operating system says about the data folder into one line with the way out; anything else stays as it is. */
export function storageProblem(error: unknown, home: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StorageProblem(
        `The data folder ${home} is full: nothing more can be written.`,
        'Free some space there, or set UNITGRAPH_HOME to a folder on a larger disk; what is finished is kept.',
      );
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new StorageProblem(
        `The data folder ${home} cannot be written (${code}).`,
        'Give this user the right to write there, or set UNITGRAPH_HOME to a folder that can be written.',
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new StorageProblem(
        `The data folder ${home} cannot be made: a file stands in its way.`,
        'Set UNITGRAPH_HOME to a folder.',
      );
    default:
      return error;
  }
}
