import { type BinEdges, binEdgesOf } from '../../statistics/binEdges.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { Recording } from '../values.js';
import { itsRecording } from './reads.js';

/** Bytes that a unit's counts of all first digits are worth, most of which are passed over. */
const COUNTED = 40_000;

export const binEdgesDefinition: Definition<BinEdges> = {
  kind: 'binEdges',
  reads: itsRecording,
  cost({ size: { units = 0, samples = 0 } }) {
    return { scanning: 8 * units * samples + COUNTED * units, steps: 3 };
  },
  async compute(wanted, context) {
    const { recording } = wanted.parameters as { recording: Derivation<Recording> };
    return binEdgesOf(context.input(recording), context.store, (fraction) =>
      context.report(fraction, 'finding the bins of each unit'),
    );
  },
};
