import { type Multiply, openMultiply } from '../linearAlgebra/products.js';

let opened: Promise<Multiply> | undefined;

/** Float64 products for all computations of this process. */
export function multiplier(): Promise<Multiply> {
  opened ??= openMultiply();
  return opened;
}
