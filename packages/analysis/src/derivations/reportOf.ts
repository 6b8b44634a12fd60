import { Cancelled } from '../errors.js';
import type { GroupContext } from './definition.js';

/** Reports for one member of a pass: that it is cancelled is answered, not thrown, since the others go on. */
export async function reportOf(
  context: GroupContext,
  key: string,
  fraction: number,
  stage: string,
): Promise<Cancelled | null> {
  try {
    await context.report(key, fraction, stage);
    return null;
  } catch (error) {
    if (error instanceof Cancelled) return error;
    throw error;
  }
}
