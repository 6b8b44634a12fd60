import { profileOfRecording } from '../../statistics/profile.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Profile, Recording } from '../values.js';
import { itsRecording } from './reads.js';

export const profileDefinition: Definition<Profile> = {
  kind: 'profile',
  reads: itsRecording,
  cost({ size: { units = 0, samples = 0, stimuli = samples } }) {
    // Each value finds its bar, and each stimulus its place among the highest.
    return { scanning: 14 * units * samples + 8 * units * stimuli, steps: 2 };
  },
  async compute(wanted, context) {
    const { recording } = wanted.parameters as { recording: Derivation<Recording> };
    return profileOfRecording(context.input(recording), context.store, (fraction) =>
      context.report(fraction, 'reading activations'),
    );
  },
};
