import { SAMPLE_COMPARISONS, type SampleMeasure } from '../measures/sampleMeasures.js';
import { chosenSamples, sampleRows } from '../statistics/sampleRows.js';
import type { Context } from './definition.js';
import type { Derivation } from './derivation.js';
import { ValueCache } from './valueCache.js';
import type { Recording } from './values.js';

/** Bytes that are kept unless said otherwise: kernels or ranks of some twenty layers on two thousand samples. */
let kept = new ValueCache(256 * 2 ** 20);

/** What is kept from now on; forgets what was. */
export function keepPreparedSides(bytes: number): void {
  kept = new ValueCache(bytes);
}

/**
 * One side of a comparison of samples, prepared: once for all the layers that it is compared with one after another, as in a
 * matrix of layers, while there is room for it.
 * @param side how a refusal calls it
 */
export async function preparedSide(
  measure: SampleMeasure,
  wanted: Derivation<Recording>,
  side: 'left' | 'right',
  context: Context,
  report: (fraction: number) => Promise<void>,
): Promise<unknown> {
  const name = sideName(measure, wanted.key);
  const known = kept.get(name);
  if (known !== undefined) return known;
  const { limit, prepare } = SAMPLE_COMPARISONS[measure];
  const recording = context.input(wanted);
  const chosen = chosenSamples(recording.samples, limit);
  const rows = await sampleRows(recording, chosen, context.store, (fraction) => report(0.4 * fraction));
  const prepared = await prepare(rows, side, await context.backend(), (fraction) => report(0.4 + 0.6 * fraction));
  kept.set(name, prepared);
  return prepared;
}

/** What a side is kept by. */
export function sideName(measure: SampleMeasure, recording: string): string {
  return `${measure} ${recording}`;
}
