import { MissingBlob, Refusal } from '../../errors.js';
import { DamagedShard } from '../../recordings/readRecording.js';

/**
 * Why these inputs have no such value, in words. It is a result like any other, and asking again would not change it. Anything
 * else that went wrong is thrown on.
 */
export function refusalOf(error: unknown): string {
  if (error instanceof Refusal && !(error instanceof DamagedShard) && !(error instanceof MissingBlob)) {
    return `${error.message} ${error.remedy}`;
  }
  throw error;
}
