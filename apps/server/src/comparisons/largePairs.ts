import type { CorrelationMeasure, Derivation } from '@unitgraph/analysis';
import type { Context } from '../context.js';
import type { Measure } from '../enums.js';
import { Incomparable } from './incomparable.js';
import type { LayerPair } from './layerPair.js';

/** Partners that are found of each unit where few are asked for, and where many are: two values at most are kept of a pair. */
const KEPT = [10, 100] as const;

/** Most partners of a unit that can be had without the matrix. */
export const MOST_KEPT = KEPT[1];

/** Whether the matrix of a pair's units is larger than this server makes. */
export function isLarge({ services }: Context, pair: LayerPair): boolean {
  return pair.pairs > services.environment.limits.matrixValues;
}

/** How many partners are to be found where so many are asked for, at most `MOST_KEPT`. */
export function keptFor(first: number): number {
  return first <= KEPT[0] ? KEPT[0] : KEPT[1];
}

/** Whether best partners are found without the matrix. */
export function isSearchable(by: Measure): by is CorrelationMeasure {
  return by !== 'MUTUAL_INFORMATION';
}

/** Why something of a large pair is not computed, with what it would have cost and the way out. */
export async function tooLarge(
  context: Context,
  pair: LayerPair,
  { what, wanted, remedy }: { readonly what: string; readonly wanted: Derivation; readonly remedy: string },
): Promise<Incomparable> {
  const price = await context.services.compute.estimate(wanted);
  return new Incomparable(
    'TOO_LARGE',
    `${what} of ${pair.left.title} and ${pair.right.title} needs the matrix of ${sizeOf(pair)}: ${gigabytes(8 * pair.pairs)}, and by this machine's calibration ${duration(price.seconds)}. It is made of at most ${count(context.services.environment.limits.matrixValues)} (UNITGRAPH_MAX_MATRIX). ${remedy}`,
    pair.left,
    pair.right,
  );
}

/** Why what is drawn many times over is not drawn of a large pair. */
export function noDraws(context: Context, pair: LayerPair): string {
  return `${sizeOf(pair)} are too many to be drawn again and again: matrices are made of at most ${count(context.services.environment.limits.matrixValues)} values (UNITGRAPH_MAX_MATRIX). Compare layers of fewer units.`;
}

function sizeOf({ left, right, pairs }: LayerPair): string {
  return `${count(left.unitCount)} x ${count(right.unitCount)} units, ${count(pairs)} values`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} seconds`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`;
}
