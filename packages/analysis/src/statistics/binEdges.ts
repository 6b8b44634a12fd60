import type { Recording } from '../derivations/values.js';
import type { Store } from '../storage/store.js';
import { positiveQuantiles } from './positiveQuantiles.js';

/** Values up to here are a rectified unit's silence, and share one bin: 1e-6, as float32. */
export const BIN_FLOOR = Math.fround(1e-6);

/** Equal-mass bins of the values above the floor. */
export const POSITIVE_BINS = 9;

/** How each unit of a recording is cut into bins: prepared once per recording, used in every pair. */
export interface BinEdges {
  readonly units: number;
  readonly samples: number;
  /** units x (POSITIVE_BINS - 1): ascending, each once, in the unit's own scale; infinite where equal edges were merged. */
  readonly edges: Float64Array;
  /** One entry per unit: samples at or below the floor. */
  readonly silent: Float64Array;
}

/**
 * The bins of each unit: one for values <= 1e-6, then nine of equal mass for the rest, between linear quantiles of the
 * positive values; equal edges are merged, so a unit with many equal values has fewer bins. A bin holds its lower edge and
 * not its upper one; the last has no upper edge. Exact, in three passes over a recording of any size.
 */
export async function binEdgesOf(
  recording: Recording,
  store: Store,
  report: (fraction: number) => Promise<void>,
): Promise<BinEdges> {
  const { units, samples } = recording;
  const inner = POSITIVE_BINS - 1;
  // As numpy.linspace gives them: a multiple of the step, which is not always the nearest number to k / 9.
  const shares = Array.from({ length: inner }, (_, index) => (index + 1) * (1 / POSITIVE_BINS));
  const { positive, quantiles } = await positiveQuantiles(recording, store, { floor: BIN_FLOOR, shares }, report);
  const edges = new Float64Array(units * inner).fill(Number.POSITIVE_INFINITY);
  for (let unit = 0; unit < units; unit++) {
    if (positive[unit] === 0) continue;
    const different = new Set(quantiles.subarray(unit * inner, (unit + 1) * inner));
    edges.set([...different], unit * inner);
  }
  return { units, samples, edges, silent: positive.map((count) => samples - count) };
}
