import type { MadeProbeSet } from '../probeSets/makeProbeSet.js';
import type { ProbeSetLimits, ProbeSetOptions } from '../probeSets/probeSetOptions.js';
import { type Derivation, derivation, type Parameter } from './derivation.js';

/** A file of stimuli made into a probe set: limits decide whether that may be, and not what it is. */
export function probeSetOf({
  file,
  bytes,
  options,
  limits,
  name,
}: {
  readonly file: string;
  /** Of the file. */
  readonly bytes: number;
  readonly options: ProbeSetOptions;
  readonly limits: ProbeSetLimits;
  /** As people call it. */
  readonly name: string;
}): Derivation<MadeProbeSet> {
  return derivation({
    kind: 'probeSet',
    version: 1,
    parameters: { file, options: options as unknown as Parameter },
    title: `Import the probe set ${name}`,
    size: { bytes, mostStimuli: limits.stimuli, mostBytes: limits.bytes },
  });
}
