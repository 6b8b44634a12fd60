import { type Derivation, type Recording, type Reduction, shapeAfter } from '@unitgraph/analysis';
import type { Context } from '../context.js';
import type { Layer } from '../layers/layer.js';
import type { Network } from '../networks/network.js';
import { Unavailable } from '../relay/unavailable.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import type { RecordingArguments } from './recordingArguments.js';
import { recordingOfLayer } from './recordingOfLayer.js';
import { reductionOf } from './reduction.js';

export interface ChosenRecording {
  readonly layer: Layer;
  readonly probeSet: ProbeSet;
  readonly reduction: Reduction;
  readonly recording: Derivation<Recording>;
}

/** Whether stimuli become a network's input by its preprocessing. */
export function fits(network: Network, probeSet: ProbeSet): boolean {
  const isOfFractions = /^.f/.test(probeSet.record.stimuliType ?? '');
  if (network.inputKind === 'TOKENS' && isOfFractions) return false;
  const after = shapeAfter(probeSet.shape, network.record.preprocessing);
  const wanted = network.inputShape;
  return (
    after !== null &&
    after.length === wanted.length &&
    // Any number of tokens will do where 0 is said.
    wanted.every((extent, axis) => extent === after[axis] || (extent === 0 && network.inputKind === 'TOKENS'))
  );
}

/** What a network takes, in words. */
export function inputInWords({ inputKind, inputShape, record: { preprocessing } }: Network): string {
  if (inputKind === 'TOKENS') return inputShape[0] === 0 ? 'rows of tokens' : `rows of ${inputShape[0]} tokens`;
  const said = inputShape.join(' x ');
  return preprocessing.resize === undefined
    ? said
    : `${said}, resized and cut from images of ${inputShape[0]} channels`;
}

/** The probe set asked for, or the first one that the network can take; in words why there is none. */
export async function chosenProbeSet(
  context: Context,
  network: Network,
  id: string | null | undefined,
): Promise<ProbeSet | Unavailable> {
  const shape = inputInWords(network);
  if (id == null) {
    const found = (await context.loaders.probeSets()).find((probeSet) => fits(network, probeSet));
    return (
      found ??
      new Unavailable(`No probe set has stimuli of ${shape}, which ${network.slug} takes. Import one that has.`)
    );
  }
  const asked = await context.loaders.probeSetOfId(id);
  if (fits(network, asked)) return asked;
  return new Unavailable(
    `${network.slug} takes inputs of ${shape}, and the stimuli of ${asked.slug} are ${asked.shape.join(' x ')}. Name another probe set.`,
  );
}

/** What to record a layer on, by the arguments of a field. */
export async function chosenRecording(
  context: Context,
  layer: Layer,
  { probeSet: id, reduction: input }: RecordingArguments,
): Promise<ChosenRecording | Unavailable> {
  const reduction = reductionOf(input);
  const probeSet = await chosenProbeSet(context, layer.network, id);
  if (probeSet instanceof Unavailable) return probeSet;
  if (
    reduction.kind === 'SAMPLED' &&
    layer.positions.length > 0 &&
    reduction.positions > layer.positionCountOn(probeSet)
  ) {
    return new Unavailable(
      `SAMPLED takes ${reduction.positions} positions, and ${layer.title} has ${layer.positionsOn(probeSet).join(' x ')}. Ask for fewer, or for MEAN.`,
    );
  }
  return { layer, probeSet, reduction, recording: recordingOfLayer(layer, probeSet, reduction) };
}
