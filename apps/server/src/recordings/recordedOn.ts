import { type Reduction, shapeAfter } from '@unitgraph/analysis';
import type { ImportedRecording } from '../catalog/records.js';
import type { Layer } from '../layers/layer.js';
import type { Network } from '../networks/network.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import { reductionName } from './reduction.js';

/** What was imported of a layer on a probe set. */
export function importedOn({ network, name }: Layer, probeSet: ProbeSet): ImportedRecording | undefined {
  return network.record.recordings.find((each) => each.layer === name && each.probeSet === probeSet.digest);
}

/** Whether a network can be recorded on a probe set, or was. */
export function fits(network: Network, probeSet: ProbeSet): boolean {
  if (network.format === 'RECORDED')
    return network.record.recordings.some((recording) => recording.probeSet === probeSet.digest);
  return probeSet.hasStimuli && takes(network, probeSet);
}

/** Whether stimuli become a network's input by its preprocessing. */
function takes({ inputKind, inputShape, record: { preprocessing } }: Network, probeSet: ProbeSet): boolean {
  const isOfFractions = /^.f/.test(probeSet.record.stimuliType ?? '');
  if (inputKind === 'TOKENS' && isOfFractions) return false;
  const after = shapeAfter(probeSet.shape, preprocessing);
  return (
    after !== null &&
    after.length === inputShape.length &&
    // Any number of tokens will do where 0 is said.
    inputShape.every((extent, axis) => extent === after[axis] || (extent === 0 && inputKind === 'TOKENS'))
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

/** Whether a probe set serves all of these networks: for `chosenProbeSet`. */
export function fitsAll(networks: readonly Network[]): (probeSet: ProbeSet) => boolean {
  return (probeSet) => networks.every((network) => fits(network, probeSet));
}

/** `fits` for one layer: of a recorded network, each was recorded by itself. */
export function layerFits(layer: Layer, probeSet: ProbeSet): boolean {
  return layer.network.format === 'RECORDED'
    ? importedOn(layer, probeSet) !== undefined
    : fits(layer.network, probeSet);
}

/** In words why a network or one of its layers cannot be had on a probe set that it does not fit. */
export function misfit(one: Network | Layer, probeSet: ProbeSet): string {
  const network = 'network' in one ? one.network : one;
  if (network.format === 'RECORDED')
    return `${'title' in one ? one.title : one.slug} was not recorded on ${probeSet.slug}: its activations there were not imported`;
  if (!probeSet.hasStimuli)
    return `${network.slug} would have to be shown the stimuli of ${probeSet.slug}, of which only the digest is here`;
  return `${network.slug} takes inputs of ${inputInWords(network)}, and the stimuli of ${probeSet.slug} are ${probeSet.shape.join(' x ')}`;
}

/**
 * In words why an imported layer cannot be had under a reduction, or null. What came in reduced cannot be reduced otherwise;
 * without a wish (ALL_POSITIONS) it is as it came.
 */
export function reductionProblem(layer: Layer, probeSet: ProbeSet, asked: Reduction): string | null {
  const imported = importedOn(layer, probeSet)?.reduction;
  if (imported === undefined || imported.kind === 'ALL_POSITIONS' || asked.kind === 'ALL_POSITIONS') return null;
  if (reductionName(imported) === reductionName(asked)) return null;
  return `${layer.title} came in recorded under ${reductionName(imported)}, and ${reductionName(asked)} cannot be made of that. Leave the reduction out, or import it with all positions.`;
}
