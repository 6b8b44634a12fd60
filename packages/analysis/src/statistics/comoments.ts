import type { Backend } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import type { Store } from '../storage/store.js';
import { comomentsTogether } from './comomentsTogether.js';

export { BLOCK_SAMPLES } from './comomentsTogether.js';

/** Up to this much work is done in float64 where the device can, for measures that whiten: it takes at most about a second. */
export const PRECISE_FLOPS = 2e10;

/** Up to this much, whatever it is for: it takes some tens of milliseconds at most. */
export const CHEAP_FLOPS = 2e9;

/** Whether sums are asked for in float64 that are whitened later, or decomposed. */
export function isPrecise(left: Recording, right: Recording): boolean {
  return flopsOf(left, right) <= PRECISE_FLOPS;
}

/**
 * Whether sums are asked for in float64 that become correlations. Between two recordings, float32 gives seven digits, which is what
 * activations have; those of a recording with itself are decomposed by some, and are half of the work.
 */
export function isPreciseCorrelation(left: Recording, right: Recording, sameRecording: boolean): boolean {
  return flopsOf(left, right) <= (sameRecording ? PRECISE_FLOPS : CHEAP_FLOPS);
}

function flopsOf(left: Recording, right: Recording): number {
  return 2 * left.units * right.units * left.samples;
}

/**
 * Co-moments of every unit of the left with every unit of the right, by themselves: see `comomentsTogether`. In float64 where that
 * is no more than a second's work and the device can.
 * @returns left x right, float64
 * @throws Refusal where a recording cannot be read
 */
export async function comomentsOf(
  left: Recording,
  right: Recording,
  sameRecording: boolean,
  store: Store,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<Float64Array> {
  const recordings = sameRecording ? [left] : [left, right];
  const pair = { left: 0, right: sameRecording ? 0 : 1, precise: isPrecise(left, right) };
  const [sums] = await comomentsTogether(recordings, [pair], { store, backend }, { report });
  if (sums instanceof Float64Array) return sums;
  throw sums;
}
