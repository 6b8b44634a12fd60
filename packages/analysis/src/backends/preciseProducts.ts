import { matrixOf } from '../linearAlgebra/matrix.js';
import { productSteps } from '../linearAlgebra/product.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import type { Backend, Block } from './backend.js';

/**
 * A backend that computes in float64 where that is asked for: the device itself where it can, else this thread, at some
 * 3 GFLOP/s. Measures that whiten, or take small differences of large products, lose in float32 the digits that they need.
 */
export function withPreciseProducts(backend: Backend): Backend & Required<Pick<Backend, 'preciseCrossProducts'>> {
  return { ...backend, preciseCrossProducts: backend.preciseCrossProducts ?? productsHere };
}

/** Centred cross-products in float64, in this thread: left.units x right.units. */
export async function productsHere(left: Block, right: Block): Promise<Float64Array> {
  return (await restingBetween(productSteps(centred(left), centred(right), { b: true }))).values;
}

function centred({ units, samples, values, centre }: Block) {
  const wide = new Float64Array(units * samples);
  for (let unit = 0; unit < units; unit++) {
    const middle = centre[unit] as number;
    for (let index = unit * samples; index < (unit + 1) * samples; index++) {
      wide[index] = (values[index] as number) - middle;
    }
  }
  return matrixOf(units, samples, wide);
}
