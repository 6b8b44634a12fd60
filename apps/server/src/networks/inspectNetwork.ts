import { type LayerDescription, PREPROCESSING_PRESETS, presetFor } from '@unitgraph/analysis';
import { Estimate } from '../computations/estimate.js';
import type { Context } from '../context.js';
import { type Layer, layersOf } from '../layers/layer.js';
import { fits, misfit } from '../recordings/recordedOn.js';
import { recordingOfLayer } from '../recordings/recordingOfLayer.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import type { ModelInput } from './importNetworkInput.js';
import { Network } from './network.js';
import type { NetworkInspection, ProbeSetFit } from './networkInspection.js';
import { Preprocessing } from './preprocessing.js';
import { describeNetwork } from './registerNetwork.js';

/** As sentences call a network that has no name yet. */
const UNNAMED = 'The network';

/** What a model is, and what recording it would cost. @throws Refusal where it cannot be read */
export async function inspectNetwork(context: Context, input: ModelInput): Promise<NetworkInspection> {
  const { services, loaders } = context;
  const record = await describeNetwork(services, { ...input, slug: UNNAMED, preprocessing: input });
  const network = new Network(record);
  const layers = layersOf(network);
  const isOfColour = network.inputKind === 'IMAGE' && network.inputShape[0] === 3;
  const probeSets = await loaders.probeSets();
  return {
    inputKind: network.inputKind,
    inputShape: network.inputShape,
    inputType: network.inputType,
    filledInputs: network.filledInputs,
    bytes: network.bytes,
    parameterCount: network.parameterCount,
    unitCount: network.unitCount,
    layers: record.layers.map((layer) => ({
      name: layer.name,
      tensor: layer.tensor,
      kind: layer.kind,
      unitCount: layer.units,
      positions: layer.positions,
      axes: axesOf(layer),
    })),
    preprocessing: network.preprocessing,
    presets: isOfColour
      ? PREPROCESSING_PRESETS.map((preset) => ({
          preset,
          preprocessing: new Preprocessing(presetFor(preset, network.inputShape), network.inputShape),
        }))
      : [],
    probeSets: await Promise.all(probeSets.map((probeSet) => fitOf(context, network, layers, probeSet))),
    sameFile: (await loaders.networks()).filter(({ digest }) => digest === record.digest),
  };
}

async function fitOf(
  { services: { compute } }: Context,
  network: Network,
  layers: readonly Layer[],
  probeSet: ProbeSet,
): Promise<ProbeSetFit> {
  if (!fits(network, probeSet)) return { probeSet, problem: `${misfit(network, probeSet)}.`, estimate: null };
  const wanted = layers.map((layer) => recordingOfLayer(layer, probeSet, { kind: 'ALL_POSITIONS' }));
  const prices = await Promise.all(wanted.map((each) => compute.estimate(each)));
  // One run serves all layers: it goes as deep as the deepest, and writes each of them.
  const deepest = prices.reduce((most, each) => (each.flops > most.flops ? each : most), prices[0] ?? NOTHING);
  const bytes = prices.reduce((sum, each) => sum + each.bytes, 0);
  const cached = prices.every((each) => each.cached);
  return { probeSet, problem: null, estimate: new Estimate({ ...deepest, bytes, cached }) };
}

const NOTHING = { flops: 0, bytes: 0, seconds: 0, cached: true };

/** How a tensor lies, in words. */
function axesOf({ layout, units, positions }: LayerDescription): string {
  if (layout === undefined)
    return ['batch', `${units} units`, ...(positions.length === 0 ? [] : [`${wordsOf(positions)} positions`])].join(
      ' x ',
    );
  return layout
    .map(({ role, extent }) => (role === 'BATCH' ? 'batch' : `${extent || 'any number of'} ${role.toLowerCase()}s`))
    .join(' x ');
}

function wordsOf(positions: readonly number[]): string {
  return positions.map((extent) => extent || 'any number of').join(' x ');
}
