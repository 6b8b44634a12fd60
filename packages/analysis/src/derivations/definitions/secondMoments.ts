import { isPrecise } from '../../statistics/comoments.js';
import { comomentPass } from '../comomentPass.js';
import { type Definition, shareOf } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { productsOf } from '../prices/algebra.js';
import type { CrossMoments, Recording } from '../values.js';
import { bothSides } from './reads.js';

export const secondMomentsDefinition: Definition<CrossMoments> = {
  kind: 'secondMoments',
  reads: bothSides,
  cost({ parameters, size: { left = 0, right = 0, samples = 0 } }) {
    return productsOf(parameters, left, right, samples);
  },
  share: shareOf({
    pass: comomentPass,
    part(wanted) {
      const { left, right } = wanted.parameters as { left: Derivation<Recording>; right: Derivation<Recording> };
      return {
        ...{ left, right },
        precision: (x, y) => (isPrecise(x, y) ? 'PRECISE_ANYWHERE' : 'QUICK'),
        valueOf: momentsOfPair,
      };
    },
  }),
};

function momentsOfPair(values: Float64Array, x: Recording, y: Recording): CrossMoments {
  // What rounding leaves of a constant unit must not pass for variance.
  for (let row = 0; row < x.units; row++) {
    for (let column = 0; column < y.units; column++)
      if (x.conditions[row] !== 0 || y.conditions[column] !== 0) values[row * y.units + column] = 0;
  }
  return { rows: x.units, columns: y.units, samples: x.samples, values, precise: isPrecise(x, y) };
}
