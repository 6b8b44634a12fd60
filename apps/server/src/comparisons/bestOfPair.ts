import type { BestMatches, CorrelationMeasure } from '@unitgraph/analysis';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { keptFor, MOST_KEPT } from './largePairs.js';
import type { LayerPair } from './layerPair.js';

/** At least so many best partners of a pair's units, from whichever side they were found before, or more of them; else from the left. */
export async function bestOfPair(
  context: Context,
  pair: LayerPair,
  by: CorrelationMeasure,
  first: number,
): Promise<BestMatches | Computation> {
  const { compute } = context.services;
  const wanted = pair.bestMatches(by, keptFor(first));
  for (const kept of new Set([keptFor(first), MOST_KEPT])) {
    const there = await compute.find(pair.bestMatches(by, kept));
    if (there !== undefined) return there;
    const exchanged = await compute.find(pair.exchanged.bestMatches(by, kept));
    if (exchanged !== undefined) return turned(exchanged);
  }
  return context.answer(wanted, (best) => best);
}

/** Seen from the other side. */
function turned({ left, right, leftConditions, rightConditions, ...best }: BestMatches): BestMatches {
  const sides = { left: right ?? left, right: right === null ? null : left };
  return { ...best, ...sides, leftConditions: rightConditions, rightConditions: leftConditions };
}
