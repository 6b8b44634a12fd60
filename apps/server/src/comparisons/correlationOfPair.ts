import type { Correlation } from '@unitgraph/analysis';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import type { LayerPair } from './layerPair.js';
import { transpose } from './pairIndex.js';

/** The pair's correlation, from whichever side it was computed before; else from the left. */
export async function correlationOfPair(context: Context, pair: LayerPair): Promise<Correlation | Computation> {
  const { compute } = context.services;
  const here = compute.peek(pair.correlation);
  if (here !== undefined) return here;
  const there =
    compute.peek(pair.reversed) ??
    ((await compute.find(pair.correlation)) ? undefined : await compute.find(pair.reversed));
  if (there !== undefined) return transpose(there);
  return context.answer(pair.correlation, (correlation) => correlation);
}
