import { problemOfUnitRows, type UnitRows, unitRowsOf } from '../../bestMatches/unitRows.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Recording } from '../values.js';
import { itsRecording } from './reads.js';

export const unitRowsDefinition: Definition<UnitRows> = {
  kind: 'unitRows',
  reads: itsRecording,
  // Read, turned, written with its digest.
  cost({ size: { units = 0, samples = 0 } }) {
    return { scanning: 8 * units * samples, writing: 4 * units * samples, steps: 2 };
  },
  async compute(wanted, context) {
    const { recording, tileUnits } = wanted.parameters as { recording: Derivation<Recording>; tileUnits: number };
    return unitRowsOf(context.input(recording), context.store, tileUnits, (fraction) =>
      context.report(fraction, 'turning samples into rows of units'),
    );
  },
  problem: problemOfUnitRows,
};
