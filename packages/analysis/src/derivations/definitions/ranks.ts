import { problemOfRecording } from '../../recordings/readRecording.js';
import { ranksOfRecording } from '../../statistics/ranks.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Recording } from '../values.js';
import { itsRecording } from './reads.js';

export const ranksDefinition: Definition<Recording> = {
  kind: 'ranks',
  reads: itsRecording,
  // A radix sort of each row, and the shards are written twice: in groups of rows, then whole.
  cost({ size: { units = 0, samples = 0 } }) {
    return { ordering: 0.9 * units * samples, scanning: 8 * units * samples, writing: 8 * units * samples, steps: 2 };
  },
  async compute(wanted, context) {
    const { recording } = wanted.parameters as { recording: Derivation<Recording> };
    return ranksOfRecording(context.input(recording), context.store, (fraction) =>
      context.report(fraction, 'ranking the values of each unit'),
    );
  },
  problem: problemOfRecording,
};
