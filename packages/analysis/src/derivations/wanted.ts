import type { ReceptiveField } from '../onnx/model.js';
import { type Derivation, derivation } from './derivation.js';
import type { Baseline, BaselineKind, Correlation, Matchings, Profile, Recording } from './values.js';

/** How samples are made out of a stimulus's positions. */
export type Reduction =
  | { readonly kind: 'ALL_POSITIONS' }
  | { readonly kind: 'MEAN' }
  | { readonly kind: 'MAX' }
  | { readonly kind: 'SAMPLED'; readonly positions: number; readonly seed: number };

/** Input of a network = (raw value x scale - mean) / deviation, mean and deviation per channel. */
export interface Preprocessing {
  readonly scale: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** Stimuli as a blob: an `.npy` file of uint8 or float32, stimuli x channels x height x width, or x height x width. */
export interface StimulusArray {
  readonly blob: string;
  readonly count: number;
  /** channels, height, width. */
  readonly shape: readonly number[];
}

/** All that tells what a layer is, besides the network that it is in. */
export interface LayerReference {
  readonly name: string;
  readonly tensor: string;
  readonly units: number;
  readonly positions: readonly number[];
  readonly receptiveField: ReceptiveField | null;
  readonly flops: number;
}

export interface RecordingQuery {
  /** Digest of the model's blob, and the name that people know it by. */
  readonly network: { readonly digest: string; readonly slug: string; readonly preprocessing: Preprocessing };
  readonly layer: LayerReference;
  readonly probeSet: { readonly digest: string; readonly slug: string; readonly stimuli: StimulusArray };
  readonly reduction: Reduction;
}

/** The activations of one layer on one probe set. */
export function recordingOf({ network, layer, probeSet, reduction }: RecordingQuery): Derivation<Recording> {
  const positions = layer.positions.reduce((product, extent) => product * extent, 1);
  const kept = reduction.kind === 'ALL_POSITIONS' ? positions : reduction.kind === 'SAMPLED' ? reduction.positions : 1;
  return derivation({
    kind: 'recording',
    version: 1,
    title: `Record ${layer.name} of ${network.slug} on ${probeSet.slug}${reduction.kind === 'ALL_POSITIONS' ? '' : `, ${reduction.kind.toLowerCase()}`}`,
    parameters: {
      network: network.digest,
      preprocessing: { ...network.preprocessing },
      tensor: layer.tensor,
      stimuli: { ...probeSet.stimuli },
      reduction: { ...reduction },
    },
    size: {
      units: layer.units,
      samples: probeSet.stimuli.count * kept,
      stimuli: probeSet.stimuli.count,
      positions,
      flops: layer.flops,
    },
  });
}

/** Histogram and top stimuli of every unit. */
export function profileOf(recording: Derivation<Recording>): Derivation<Profile> {
  return derivation({
    kind: 'profile',
    version: 2,
    title: recording.title.replace(/^Record/, 'Profile the units of'),
    parameters: { recording },
    size: recording.size,
  });
}

function pairTitle(verb: string, left: Derivation, right: Derivation): string {
  const name = (side: Derivation): string => side.title.replace(/^Record /, '').replace(/ on .*$/, '');
  return `${verb} ${name(left)} with ${name(right)}`;
}

function pairSize(left: Derivation, right: Derivation): { [name: string]: number } {
  return { left: left.size.units ?? 0, right: right.size.units ?? 0, samples: left.size.samples ?? 0 };
}

/** Pearson's correlation of every unit of one recording with every unit of the other, sample by sample. */
export function correlationOf(left: Derivation<Recording>, right: Derivation<Recording>): Derivation<Correlation> {
  return derivation({
    kind: 'correlation',
    version: 1,
    title: pairTitle('Correlate', left, right),
    parameters: { left, right },
    size: pairSize(left, right),
  });
}

/** The three matchings under correlation. */
export function matchingsOf(left: Derivation<Recording>, right: Derivation<Recording>): Derivation<Matchings> {
  return derivation({
    kind: 'matchings',
    version: 1,
    title: pairTitle('Match', left, right),
    parameters: { correlation: correlationOf(left, right) },
    size: pairSize(left, right),
  });
}

/** What the matchings would give by chance (PERMUTATION) or by shared subspace alone (ROTATION). */
export function baselineOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  chosen: { readonly kind: BaselineKind; readonly repeats: number; readonly seed: number },
): Derivation<Baseline> {
  const inputs: { readonly [name: string]: Derivation } =
    chosen.kind === 'PERMUTATION'
      ? { left, right }
      : { cross: correlationOf(left, right), within: correlationOf(right, right) };
  return derivation({
    kind: chosen.kind === 'PERMUTATION' ? 'permutationBaseline' : 'rotationBaseline',
    version: 1,
    title: `${pairTitle('Match', left, right)}, ${chosen.kind.toLowerCase()} baseline`,
    parameters: { ...inputs, repeats: chosen.repeats, seed: chosen.seed },
    size: { ...pairSize(left, right), repeats: chosen.repeats },
  });
}
