import type { Reduction } from '@unitgraph/analysis';
import type { Context } from '../context.js';
import type { Layer } from '../layers/layer.js';
import { chosenProbeSet } from '../recordings/chosenRecording.js';
import { importedOn, layerFits, misfit, reductionProblem } from '../recordings/recordedOn.js';
import type { RecordingArguments } from '../recordings/recordingArguments.js';
import { recordingOfLayer } from '../recordings/recordingOfLayer.js';
import { reductionName, reductionOf } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import type { ProbeSet } from '../stimuli/probeSet.js';
import { Incomparable } from './incomparable.js';
import { LayerPair } from './layerPair.js';

/** The two layers as a pair, by the arguments of a field, or why they cannot be compared. */
export async function pairLayers(
  context: Context,
  left: Layer,
  right: Layer,
  { probeSet: id, reduction }: RecordingArguments,
): Promise<LayerPair | Incomparable> {
  const asked = reductionOf(reduction);
  const both = (probeSet: ProbeSet): boolean => layerFits(left, probeSet) && layerFits(right, probeSet);
  const probeSet = await chosenProbeSet(context, left.network, id, both);
  if (!(probeSet instanceof Unavailable)) return pairOn(left, right, probeSet, asked);
  return new Incomparable(id == null ? 'NO_PROBE_SET' : 'PROBE_SET', probeSet.message, left, right);
}

/** The same, on a probe set that the left network takes. */
export function pairOn(left: Layer, right: Layer, probeSet: ProbeSet, reduction: Reduction): LayerPair | Incomparable {
  const stranger = [left, right].find((layer) => !layerFits(layer, probeSet));
  if (stranger !== undefined) {
    return new Incomparable(
      'PROBE_SET',
      `${left.title} and ${right.title} cannot be compared on ${probeSet.slug}: ${misfit(stranger, probeSet)}. Compare networks on the same probe set.`,
      left,
      right,
    );
  }
  const problem =
    reductionProblem(left, probeSet, reduction) ??
    reductionProblem(right, probeSet, reduction) ??
    problemOfPositions(left, right, probeSet, reduction) ??
    problemOfSampling(left, right, probeSet, reduction);
  if (problem !== null) return new Incomparable('POSITIONS', problem, left, right);
  return new LayerPair(
    left,
    right,
    probeSet,
    reduction,
    recordingOfLayer(left, probeSet, reduction),
    recordingOfLayer(right, probeSet, reduction),
  );
}

/** Samples pair up when each stimulus has the same positions on both sides, or one sample on each. */
function problemOfPositions(left: Layer, right: Layer, probeSet: ProbeSet, reduction: Reduction): string | null {
  const single = (layer: Layer): boolean =>
    layer.positions.length === 0 ||
    reduction.kind === 'MEAN' ||
    reduction.kind === 'MAX' ||
    (reduction.kind === 'ALL_POSITIONS' && layer.positionCountOn(probeSet) === 1);
  if (single(left) && single(right)) return null;
  const said = (layer: Layer): string => layer.positionsOn(probeSet).join(' x ');
  const same = said(left) === said(right);
  const few = [left, right].find(
    (layer) => reduction.kind === 'SAMPLED' && layer.positionCountOn(probeSet) < reduction.positions,
  );
  if (same && few === undefined) return null;
  const name = (layer: Layer): string =>
    layer.positions.length === 0 ? `${layer.title} (no positions)` : `${layer.title} (${said(layer)} positions)`;
  if (same) return `${name(left)} and ${name(right)} have fewer positions than SAMPLED asks for. Ask for fewer.`;
  return (
    `${name(left)} and ${name(right)} have different positions, so that their samples do not pair up under ` +
    `${reduction.kind}. Compare them with the reduction MEAN or MAX.`
  );
}

/** Positions that somebody else drew pair up only with those of the same drawing. */
function problemOfSampling(left: Layer, right: Layer, probeSet: ProbeSet, asked: Reduction): string | null {
  const drawn = (layer: Layer): Reduction => {
    const imported = importedOn(layer, probeSet)?.reduction;
    return imported === undefined || imported.kind === 'ALL_POSITIONS' ? asked : imported;
  };
  const [leftDrawn, rightDrawn] = [drawn(left), drawn(right)];
  if (leftDrawn.kind !== 'SAMPLED' && rightDrawn.kind !== 'SAMPLED') return null;
  if (reductionName(leftDrawn) === reductionName(rightDrawn)) return null;
  return `${left.title} (${reductionName(leftDrawn)}) and ${right.title} (${reductionName(rightDrawn)}) were recorded at different positions. Record both at the same ones.`;
}
