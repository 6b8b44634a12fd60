import { type Derivation, type Recording, type Reduction, recordingOf, reducedRecordingOf } from '@unitgraph/analysis';
import type { Layer } from '../layers/layer.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import { importedDerivation } from './importedDerivation.js';
import { importedOn } from './recordedOn.js';
import { reductionName } from './reduction.js';

const known = new WeakMap<Layer, Map<string, Derivation<Recording>>>();

/** The derivation of a layer's recording: the same object for the same question, since its key costs a hash. */
export function recordingOfLayer(layer: Layer, probeSet: ProbeSet, asked: Reduction): Derivation<Recording> {
  // A layer without positions has one sample a stimulus in any case: one recording serves all reductions.
  const reduction: Reduction = layer.positions.length === 0 ? { kind: 'ALL_POSITIONS' } : asked;
  const name = `${probeSet.slug} ${probeSet.digest} ${reductionName(reduction)}`;
  let ofLayer = known.get(layer);
  if (ofLayer === undefined) {
    ofLayer = new Map();
    known.set(layer, ofLayer);
  }
  let derivation = ofLayer.get(name);
  if (derivation === undefined) {
    derivation =
      layer.network.format === 'RECORDED' ? imported(layer, probeSet, reduction) : here(layer, probeSet, reduction);
    ofLayer.set(name, derivation);
  }
  return derivation;
}

/** By running the network. */
function here({ network, description }: Layer, probeSet: ProbeSet, reduction: Reduction): Derivation<Recording> {
  const { slug, digest, record } = network;
  return recordingOf({
    network: { slug, digest, preprocessing: record.preprocessing },
    layer: description,
    probeSet: { digest: probeSet.digest, slug: probeSet.slug, stimuli: probeSet.stimuli },
    reduction,
  });
}

/** As it came in, or reduced from that. */
function imported(layer: Layer, probeSet: ProbeSet, reduction: Reduction): Derivation<Recording> {
  const recording = importedOn(layer, probeSet);
  if (recording === undefined) throw new Error(`${layer.title} has no recording on ${probeSet.slug}.`);
  const on = { network: layer.network.slug, probeSet: probeSet.slug };
  const whole = importedDerivation(recording, layer.description, on);
  const asIs = reduction.kind === 'ALL_POSITIONS' || recording.reduction.kind !== 'ALL_POSITIONS';
  return asIs ? whole : reducedRecordingOf(whole, reduction);
}
