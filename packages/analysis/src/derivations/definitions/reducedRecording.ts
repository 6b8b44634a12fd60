import { problemOfRecording } from '../../recordings/readRecording.js';
import { reduceRecording } from '../../recordings/reduceRecording.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Recording } from '../values.js';
import type { Reduction } from '../wanted.js';
import { itsRecording } from './reads.js';

export const reducedRecordingDefinition: Definition<Recording> = {
  kind: 'reducedRecording',
  reads: itsRecording,
  cost({ size: { units = 0, samples = 0, stimuli = 0, positions = 0 } }) {
    // Each unit's positions of each stimulus are copied and reduced by themselves, which takes as long as a dozen positions do.
    return { scanning: 6 * units * stimuli * (positions + 12), writing: 4 * units * samples, steps: 2 };
  },
  async compute(wanted, context) {
    const { recording, reduction } = wanted.parameters as unknown as {
      recording: Derivation<Recording>;
      reduction: Reduction;
    };
    const { key, title } = wanted;
    return reduceRecording(context.input(recording), { key, title, reduction }, context.store, (fraction) =>
      context.report(fraction, 'reducing positions'),
    );
  },
  problem: problemOfRecording,
};
