import type { Derivation, Recording, Reduction } from '@unitgraph/analysis';
import type { Context } from '../context.js';
import type { Layer } from '../layers/layer.js';
import type { Network } from '../networks/network.js';
import { Unavailable } from '../relay/unavailable.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import { fits, importedOn, inputInWords, layerFits, misfit, reductionProblem } from './recordedOn.js';
import type { RecordingArguments } from './recordingArguments.js';
import { recordingOfLayer } from './recordingOfLayer.js';
import { reductionOf } from './reduction.js';

export interface ChosenRecording {
  readonly layer: Layer;
  readonly probeSet: ProbeSet;
  readonly reduction: Reduction;
  readonly recording: Derivation<Recording>;
}

/**
 * The probe set asked for, or the first one that will do; in words why there is none.
 * @param suits what it should be good for besides the network itself, where there is a choice
 */
export async function chosenProbeSet(
  context: Context,
  network: Network,
  id: string | null | undefined,
  suits: (probeSet: ProbeSet) => boolean = () => true,
): Promise<ProbeSet | Unavailable> {
  if (id != null) {
    const asked = await context.loaders.probeSetOfId(id);
    return fits(network, asked) ? asked : new Unavailable(`${misfit(network, asked)}. Name another probe set.`);
  }
  const fitting = (await context.loaders.probeSets()).filter((probeSet) => fits(network, probeSet));
  const found = fitting.find(suits) ?? fitting[0];
  if (found !== undefined) return found;
  if (network.format === 'RECORDED')
    return new Unavailable(`The probe set that ${network.slug} was recorded on was removed. Begin its import again.`);
  const shape = inputInWords(network);
  return new Unavailable(`No probe set has stimuli of ${shape}, which ${network.slug} takes. Import one that has.`);
}

/** What to record a layer on, by the arguments of a field. */
export async function chosenRecording(
  context: Context,
  layer: Layer,
  { probeSet: id, reduction: input }: RecordingArguments,
): Promise<ChosenRecording | Unavailable> {
  const asked = reductionOf(input);
  const probeSet = await chosenProbeSet(context, layer.network, id, (each) => layerFits(layer, each));
  if (probeSet instanceof Unavailable) return probeSet;
  if (!layerFits(layer, probeSet)) return new Unavailable(`${misfit(layer, probeSet)}. Name another probe set.`);
  const problem = reductionProblem(layer, probeSet, asked);
  if (problem !== null) return new Unavailable(problem);
  // What came in reduced says so, whether or not that was asked for.
  const imported = importedOn(layer, probeSet)?.reduction;
  const reduction = imported === undefined || imported.kind === 'ALL_POSITIONS' ? asked : imported;
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
