import { type Derivation, type Recording, type Reduction, recordingOf } from '@unitgraph/analysis';
import type { Layer } from '../layers/layer.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import { reductionName } from './reduction.js';

const known = new WeakMap<Layer, Map<string, Derivation<Recording>>>();

/** The derivation of a layer's recording: the same object for the same question, since its key costs a hash. */
export function recordingOfLayer(layer: Layer, probeSet: ProbeSet, asked: Reduction): Derivation<Recording> {
  // A layer without positions has one sample a stimulus in any case: one recording serves all reductions.
  const reduction: Reduction = layer.positions.length === 0 ? { kind: 'ALL_POSITIONS' } : asked;
  const name = `${probeSet.digest} ${reductionName(reduction)}`;
  let ofLayer = known.get(layer);
  if (ofLayer === undefined) {
    ofLayer = new Map();
    known.set(layer, ofLayer);
  }
  let derivation = ofLayer.get(name);
  if (derivation === undefined) {
    const { slug, digest, record } = layer.network;
    derivation = recordingOf({
      network: { slug, digest, preprocessing: record.preprocessing },
      layer: layer.description,
      probeSet: { digest: probeSet.digest, slug: probeSet.slug, stimuli: probeSet.stimuli },
      reduction,
    });
    ofLayer.set(name, derivation);
  }
  return derivation;
}
