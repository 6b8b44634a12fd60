import { type Derivation, type LayerUniversality, type Reduction, universalityOf } from '@unitgraph/analysis';
import { Incomparable } from '../comparisons/incomparable.js';
import { LayerPair } from '../comparisons/layerPair.js';
import { pairOn } from '../comparisons/pairLayers.js';
import { type Layer, layerOf, layersOf } from '../layers/layer.js';
import type { Network } from '../networks/network.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import type { UniversalityChoice } from './universalityArguments.js';

/** Another network, and the layers of it that are looked in: at least one. */
interface Looked {
  readonly network: Network;
  readonly pairs: readonly LayerPair[];
}

/** A layer, and where its units are looked for. */
export interface LayerSurvey {
  readonly layer: Layer;
  readonly looked: readonly Looked[];
  /** Networks that cannot be looked in, one entry for each. */
  readonly incomparable: readonly Incomparable[];
  readonly wanted: Derivation<LayerUniversality>;
}

/** Where the units of a layer are looked for in the other networks, or why they can be in none. */
export function surveyLayer(
  layer: Layer,
  networks: readonly Network[],
  on: { readonly probeSet: ProbeSet; readonly reduction: Reduction },
  { scope, measure, rotation }: UniversalityChoice,
): LayerSurvey | Incomparable {
  const looked: Looked[] = [];
  const incomparable: Incomparable[] = [];
  for (const network of networks) {
    const same = layerOf(network, layer.name);
    const layers = scope === 'ANY_LAYER' ? layersOf(network) : same === undefined ? [] : [same];
    const paired = layers.map((other) => pairOn(layer, other, on.probeSet, on.reduction));
    const pairs = paired.filter((pair) => pair instanceof LayerPair);
    if (pairs.length > 0) looked.push({ network, pairs });
    else incomparable.push(whyNot(layer, network, paired));
  }
  const [first] = looked.flatMap(({ pairs }) => pairs);
  if (first === undefined) return nowhere(layer, incomparable);
  const recordings = looked.map(({ pairs }) => pairs.map(({ rightRecording }) => rightRecording));
  const wanted = universalityOf(first.leftRecording, recordings, rotation, measure);
  return { layer, looked, incomparable, wanted };
}

function whyNot(layer: Layer, network: Network, paired: readonly (LayerPair | Incomparable)[]): Incomparable {
  const [first, ...more] = paired.filter((pair) => pair instanceof Incomparable);
  if (first === undefined) {
    const message = `${network.slug} has no layer called ${layer.name}, so the units of ${layer.title} are not looked for there. Ask with the scope ANY_LAYER.`;
    return new Incomparable('NO_LAYER', message, layer, null);
  }
  if (more.length === 0) return first;
  const message = `No layer of ${network.slug} can be compared with ${layer.title}. For one: ${first.message}`;
  return new Incomparable(first.reason, message, layer, null);
}

/** Why the units of a layer can be looked for in no network. */
export function nowhere(layer: Layer, incomparable: readonly Incomparable[]): Incomparable {
  const [only, ...more] = incomparable;
  if (only === undefined) {
    const message = `There is no other network to look for the units of ${layer.title} in. Name one that has a layer called ${layer.name}.`;
    return new Incomparable('NO_LAYER', message, layer, null);
  }
  if (more.length === 0) return only;
  const message = `No other network can be compared with ${layer.title}. For one: ${only.message}`;
  return new Incomparable(only.reason, message, layer, null);
}
