import { type MadeProbeSet, makeProbeSet } from '../../probeSets/makeProbeSet.js';
import type { ProbeSetOptions } from '../../probeSets/probeSetOptions.js';
import type { Definition } from '../definition.js';

export const probeSetDefinition: Definition<MadeProbeSet> = {
  kind: 'probeSet',
  cost({ size: { bytes = 0 } }) {
    return { scanning: 20 * bytes, writing: bytes, steps: 4 };
  },
  compute({ parameters, size: { mostStimuli = 0, mostBytes = 0 } }, { store, report }) {
    const { file, options } = parameters as unknown as { readonly file: string; readonly options: ProbeSetOptions };
    return makeProbeSet(file, options, { stimuli: mostStimuli, bytes: mostBytes }, { store, report });
  },
  async problem(made, store) {
    for (const blob of [made.digest, made.labels, made.names, made.thumbnails])
      if (blob !== null && (await store.sizeOfBlob(blob)) === undefined)
        return `${store.describeBlob(blob)} is missing`;
    return null;
  },
};
