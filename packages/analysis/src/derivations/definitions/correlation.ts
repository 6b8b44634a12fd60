import { correlationFromComoments } from '../../measures/correlation.js';
import { CHEAP_FLOPS, isPreciseCorrelation } from '../../statistics/comoments.js';
import { comomentPass } from '../comomentPass.js';
import { type Definition, shareOf } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { productsOf } from '../prices/algebra.js';
import type { Correlation, Recording } from '../values.js';
import { bothSides } from './reads.js';

export const correlationDefinition: Definition<Correlation> = {
  kind: 'correlation',
  reads: bothSides,
  cost({ parameters, size: { left = 0, right = 0, samples = 0 } }) {
    return productsOf(parameters, left, right, samples, CHEAP_FLOPS);
  },
  share: shareOf({
    pass: comomentPass,
    part(wanted) {
      const { left, right } = wanted.parameters as { left: Derivation<Recording>; right: Derivation<Recording> };
      const itself = left.key === right.key;
      return {
        ...{ left, right },
        precision: (x, y) => (isPreciseCorrelation(x, y, itself) ? 'PRECISE' : 'QUICK'),
        valueOf: (comoments, x, y) => correlationOfPair(comoments, x, y, itself),
      };
    },
  }),
};

function correlationOfPair(comoments: Float64Array, x: Recording, y: Recording, itself: boolean): Correlation {
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
}
