import type { Bootstrap } from '../baselines/bootstrap.js';
import { TRIAL_LENGTH } from '../onnx/learnShapes.js';
import type { ReceptiveField, TensorFactor } from '../onnx/model.js';
import type { Preprocessing } from '../recordings/preprocessing.js';
import type { BinEdges } from '../statistics/binEdges.js';
import { type Derivation, derivation, type Parameter } from './derivation.js';
import type {
  Baseline,
  BaselineKind,
  Correlation,
  Matchings,
  Profile,
  Recording,
  SharedInformation,
  UnitMeasure,
} from './values.js';

/** How samples are made out of a stimulus's positions. */
export type Reduction =
  | { readonly kind: 'ALL_POSITIONS' }
  | { readonly kind: 'MEAN' }
  | { readonly kind: 'MAX' }
  | { readonly kind: 'SAMPLED'; readonly positions: number; readonly seed: number };

/**
 * Stimuli as a blob: an `.npy` file of stimuli x channels x height x width, x height x width x channels, x height x width,
 * x features, or x tokens (whole numbers).
 */
export interface StimulusArray {
  readonly blob: string;
  readonly count: number;
  /** channels, height, width; or features; or tokens. */
  readonly shape: readonly number[];
}

/** All that tells what a layer is, besides the network that it is in. */
export interface LayerReference {
  readonly name: string;
  readonly tensor: string;
  readonly units: number;
  /** 0 where there are as many as tokens in a stimulus. */
  readonly positions: readonly number[];
  readonly layout?: readonly TensorFactor[];
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
  const length = probeSet.stimuli.shape[0] ?? 1;
  const positions = layer.positions.reduce((product, extent) => product * (extent || length), 1);
  const isOpen = layer.positions.includes(0);
  const kept = reduction.kind === 'ALL_POSITIONS' ? positions : reduction.kind === 'SAMPLED' ? reduction.positions : 1;
  return derivation({
    kind: 'recording',
    version: 1,
    title: `Record ${layer.name} of ${network.slug} on ${probeSet.slug}${reduction.kind === 'ALL_POSITIONS' ? '' : `, ${reduction.kind.toLowerCase()}`}`,
    parameters: {
      network: network.digest,
      preprocessing: parametersOf(network.preprocessing),
      tensor: layer.tensor,
      ...(layer.layout === undefined ? {} : { layout: layer.layout.map((factor) => ({ ...factor })) }),
      stimuli: { ...probeSet.stimuli },
      reduction: { ...reduction },
    },
    size: {
      units: layer.units,
      samples: probeSet.stimuli.count * kept,
      stimuli: probeSet.stimuli.count,
      positions,
      flops: isOpen ? (layer.flops * length) / TRIAL_LENGTH : layer.flops,
    },
  });
}

/** What happens to the stimuli, and nothing of what does not. */
function parametersOf({ scale, mean, deviation, resize, crop, channelOrder }: Preprocessing): Parameter {
  return {
    scale,
    mean,
    deviation,
    ...(resize === undefined ? {} : { resize: { ...resize } as { [name: string]: number | string } }),
    ...(crop === undefined ? {} : { crop }),
    ...(channelOrder === undefined ? {} : { channelOrder }),
  };
}

/** A recording of all positions, reduced: for layers that cannot be recorded again because they came in as arrays. */
export function reducedRecordingOf(recording: Derivation<Recording>, reduction: Reduction): Derivation<Recording> {
  const { units = 0, stimuli = 0, positions = 1 } = recording.size;
  const kept = reduction.kind === 'ALL_POSITIONS' ? positions : reduction.kind === 'SAMPLED' ? reduction.positions : 1;
  return derivation({
    kind: 'reducedRecording',
    version: 1,
    title: `${recording.title}, ${reduction.kind.toLowerCase()}`,
    parameters: { recording, reduction: { ...reduction } },
    size: { units, samples: stimuli * kept, stimuli, positions, flops: 0 },
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

/** The recording with every value replaced by its rank among its unit's values: Spearman's correlation is Pearson's of these. */
export function ranksOf(recording: Derivation<Recording>): Derivation<Recording> {
  return derivation({
    kind: 'ranks',
    version: 1,
    title: recording.title.replace(/^Record/, 'Rank'),
    parameters: { recording },
    size: recording.size,
  });
}

/** How each unit's values are cut into bins, for mutual information. */
export function binsOf(recording: Derivation<Recording>): Derivation<BinEdges> {
  return derivation({
    kind: 'binEdges',
    version: 1,
    title: recording.title.replace(/^Record/, 'Bin the values of'),
    parameters: { recording },
    size: recording.size,
  });
}

/** The layer of a recording, as titles call it: `conv1 of alexnet-1`. */
export function layerTitle(recording: Derivation): string {
  return recording.title.replace(/^(Record|Rank) /, '').replace(/ on .*$/, '');
}

export function pairTitle(verb: string, left: Derivation, right: Derivation): string {
  return `${verb} ${layerTitle(left)} with ${layerTitle(right)}`;
}

export function pairSize(left: Derivation, right: Derivation): { [name: string]: number } {
  return { left: left.size.units ?? 0, right: right.size.units ?? 0, samples: left.size.samples ?? 0 };
}

/** Pearson's correlation of every unit of one recording with every unit of the other, sample by sample. */
export function correlationOf(left: Derivation<Recording>, right: Derivation<Recording>): Derivation<Correlation> {
  return derivation({
    kind: 'correlation',
    version: 2,
    title: pairTitle('Correlate', left, right),
    parameters: { left, right },
    size: pairSize(left, right),
  });
}

/** Mutual information of every unit of one recording with every unit of the other. */
export function informationOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
): Derivation<SharedInformation> {
  return derivation({
    kind: 'mutualInformation',
    version: 1,
    title: pairTitle('Measure the mutual information of', left, right),
    parameters: { left, right, leftBins: binsOf(left), rightBins: binsOf(right) },
    size: pairSize(left, right),
  });
}

/** How alike every unit of one recording is to every unit of the other. */
export function unitValuesOf(
  measure: UnitMeasure,
  left: Derivation<Recording>,
  right: Derivation<Recording>,
): Derivation<Correlation> {
  switch (measure) {
    case 'PEARSON':
      return correlationOf(left, right);
    case 'SPEARMAN':
      return {
        ...correlationOf(ranksOf(left), ranksOf(right)),
        title: pairTitle('Correlate the ranks of', left, right),
      };
    case 'MUTUAL_INFORMATION':
      return informationOf(left, right);
  }
}

/** The three matchings under a measure: of mutual information, the value less its bias. */
export function matchingsOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  measure: UnitMeasure = 'PEARSON',
): Derivation<Matchings> {
  return derivation({
    kind: 'matchings',
    version: 1,
    title: pairTitle('Match', left, right) + inWords(measure),
    parameters: { correlation: unitValuesOf(measure, left, right) },
    size: pairSize(left, right),
  });
}

/** How a title says under which measure. Pearson's correlation goes without saying. */
function inWords(measure: UnitMeasure): string {
  if (measure === 'PEARSON') return '';
  return measure === 'SPEARMAN' ? ' by rank correlation' : ' by mutual information';
}

/** How a baseline is drawn. */
export interface BaselineDrawing {
  readonly kind: BaselineKind;
  readonly repeats: number;
  readonly seed: number;
}

/** How a bootstrap is drawn. */
export interface BootstrapDrawing {
  readonly repeats: number;
  readonly seed: number;
}

/** Why there is no rotation baseline of mutual information. */
export const NO_ROTATED_INFORMATION =
  "A rotation mixes units that are silent at times into units that never are, and the bins of MUTUAL_INFORMATION (a unit's " +
  'silence, and nine of its activity) mean nothing for them. Ask for the PERMUTATION baseline, or for ROTATION by PEARSON or SPEARMAN.';

/** What the matchings would give by chance (PERMUTATION) or by shared subspace alone (ROTATION, of correlations only). */
export function baselineOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  chosen: BaselineDrawing,
  measure: UnitMeasure = 'PEARSON',
): Derivation<Baseline> {
  const { kind, repeats, seed } = chosen;
  const title = `${pairTitle('Match', left, right)}${inWords(measure)}, ${kind.toLowerCase()} baseline`;
  if (measure === 'SPEARMAN') return { ...baselineOf(ranksOf(left), ranksOf(right), chosen), title };
  const size = { ...pairSize(left, right), repeats };
  if (measure === 'MUTUAL_INFORMATION') {
    if (kind === 'ROTATION') throw new Error(NO_ROTATED_INFORMATION);
    const parameters = { left, right, leftBins: binsOf(left), rightBins: binsOf(right), repeats, seed };
    return derivation({ kind: 'informationBaseline', version: 1, title, parameters, size });
  }
  const inputs: { readonly [name: string]: Derivation } =
    kind === 'PERMUTATION'
      ? { left, right }
      : { cross: correlationOf(left, right), within: correlationOf(right, right) };
  return derivation({
    kind: kind === 'PERMUTATION' ? 'permutationBaseline' : 'rotationBaseline',
    version: 1,
    title,
    parameters: { ...inputs, repeats, seed },
    size,
  });
}

/**
 * The measures that are correlations, of values or of ranks: those whose units can be rotated, and that can be drawn anew from
 * sums over groups of stimuli (Spearman's over ranks that stay as they are).
 */
export type CorrelationMeasure = Exclude<UnitMeasure, 'MUTUAL_INFORMATION'>;

/** What the matchings give when stimuli are drawn anew. */
export function bootstrapOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  { repeats, seed }: BootstrapDrawing,
  measure: CorrelationMeasure = 'PEARSON',
): Derivation<Bootstrap> {
  const title = `${pairTitle('Match', left, right)}${inWords(measure)}, with stimuli drawn anew`;
  if (measure === 'SPEARMAN') return { ...bootstrapOf(ranksOf(left), ranksOf(right), { repeats, seed }), title };
  return derivation({
    kind: 'bootstrap',
    version: 1,
    title,
    parameters: { left, right, repeats, seed },
    size: { ...pairSize(left, right), repeats },
  });
}
