import { correlationFromComoments } from '../../measures/correlation.js';
import { comomentsOf } from '../../statistics/comoments.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Correlation, Recording } from '../values.js';

export const correlationDefinition: Definition<Correlation> = {
  kind: 'correlation',
  cost({ size: { left = 0, right = 0, samples = 0 } }) {
    return { flops: 2 * left * right * samples, bytes: 4 * (left + right) * samples + 8 * left * right };
  },
  async compute(wanted, context) {
    const { left, right } = wanted.parameters as { left: Derivation<Recording>; right: Derivation<Recording> };
    const [x, y] = [context.input(left), context.input(right)];
    const itself = left.key === right.key;
    const comoments = await comomentsOf(x, y, itself, context.store, await context.backend(), (fraction) =>
      context.report(fraction, 'multiplying blocks of samples'),
    );
    const values = correlationFromComoments(comoments, x.moments, y.moments);
    if (itself)
      for (let unit = 0; unit < x.units; unit++) if (x.conditions[unit] === 0) values[unit * x.units + unit] = 1;
    return {
      rows: x.units,
      columns: y.units,
      samples: x.samples,
      values,
      leftConditions: x.conditions,
      rightConditions: y.conditions,
    };
  },
};
