import type { Backend } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import { comomentsOf } from '../statistics/comoments.js';
import type { Store } from '../storage/store.js';
import { correlationFromComoments } from './correlation.js';

/**
 * Spearman's rank correlation of every unit of the left with every unit of the right: Pearson's of average ranks. -1..1,
 * higher = more alike; increasing functions of either unit leave it as it is.
 * @param leftRanks what `ranksOfRecording` made of the left recording, over the same samples as the right's
 * @returns left x right; NaN where either unit has no variance
 */
export async function spearmanCorrelation(
  leftRanks: Recording,
  rightRanks: Recording,
  sameRecording: boolean,
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
): Promise<Float64Array> {
  const comoments = await comomentsOf(leftRanks, rightRanks, sameRecording, store, backend, report);
  return correlationFromComoments(comoments, leftRanks.moments, rightRanks.moments);
}
