import { withPreciseProducts } from '../../backends/preciseProducts.js';
import { comomentsOf, isPrecise } from '../../statistics/comoments.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { CrossMoments, Recording } from '../values.js';

export const secondMomentsDefinition: Definition<CrossMoments> = {
  kind: 'secondMoments',
  cost({ size: { left = 0, right = 0, samples = 0 } }) {
    return { flops: 2 * left * right * samples, bytes: 4 * (left + right) * samples + 8 * left * right };
  },
  async compute(wanted, context) {
    const { left, right } = wanted.parameters as { left: Derivation<Recording>; right: Derivation<Recording> };
    const [x, y] = [context.input(left), context.input(right)];
    const backend = withPreciseProducts(await context.backend());
    const values = await comomentsOf(x, y, left.key === right.key, context.store, backend, (fraction) =>
      context.report(fraction, 'multiplying blocks of samples'),
    );
    // What rounding leaves of a constant unit must not pass for variance.
    for (let index = 0; index < values.length; index++) {
      const [row, column] = [Math.floor(index / y.units), index % y.units];
      if (x.conditions[row] !== 0 || y.conditions[column] !== 0) values[index] = 0;
    }
    return { rows: x.units, columns: y.units, samples: x.samples, values, precise: isPrecise(x, y) };
  },
};
