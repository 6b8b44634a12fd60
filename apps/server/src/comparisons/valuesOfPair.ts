import type { Correlation, UnitMeasure } from '@unitgraph/analysis';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import type { LayerPair } from './layerPair.js';
import { transpose } from './pairIndex.js';

/** The pair's values under a measure, from whichever side they were computed before; else from the left. */
export async function valuesOfPair(
  context: Context,
  pair: LayerPair,
  by: UnitMeasure,
): Promise<Correlation | Computation> {
  const { compute } = context.services;
  const [wanted, reversed] = [pair.values(by), pair.reversed(by)];
  const here = compute.peek(wanted);
  if (here !== undefined) return here;
  const there = compute.peek(reversed) ?? ((await compute.find(wanted)) ? undefined : await compute.find(reversed));
  if (there !== undefined) return transpose(there);
  return context.answer(wanted, (values) => values);
}
