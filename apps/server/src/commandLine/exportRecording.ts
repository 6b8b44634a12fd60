import { Refusal } from '@unitgraph/analysis/errors';
import { COMPUTATION_FIELDS } from './computations.js';
import { computed } from './computed.js';
import { download } from './download.js';
import type { Asked, ExportOptions } from './exportCommand.js';
import type { NamedLayer, NamedNetwork } from './names.js';
import type { Session } from './session.js';
import { bytesInWords, counted } from './words.js';
import { writeOutput } from './writeOutput.js';

const RECORDING = `query ($id: ID!, $probeSet: ID, $reduction: ReductionInput) { node(id: $id) { ... on Layer {
  recording(probeSet: $probeSet, reduction: $reduction) { __typename ${COMPUTATION_FIELDS}
    ... on Recording { npy samples unitCount probeSet { slug } } ... on Unavailable { message } } } } }`;

interface Recorded {
  readonly npy: string;
  readonly samples: number;
  readonly unitCount: number;
  readonly probeSet: { readonly slug: string };
}

/** The recording of a layer as .npy, streamed: it may be larger than memory. */
export async function exportRecording(
  session: Session,
  layer: NamedLayer & { network: NamedNetwork },
  { output }: ExportOptions,
  asked: Asked,
): Promise<{ value: object; words: string }> {
  const title = `${layer.name} of ${layer.network.slug}`;
  const { node } = await computed<{ node: { recording: Recorded & { __typename: string; message?: string } } | null }>(
    session,
    RECORDING,
    { id: layer.id, ...asked },
    `Record ${title}`,
  );
  const recording = node?.recording;
  if (recording === undefined) throw new Refusal(`${title} was removed just now.`, '');
  if (recording.__typename !== 'Recording') throw new Refusal(recording.message ?? `${title} has no recording.`, '');
  const { npy, samples, unitCount, probeSet } = recording;
  const answer = await download(session, npy, `Write ${title}`);
  await writeOutput(output, answer.chunks);
  return {
    value: { layer: layer.id, probeSet: probeSet.slug, samples, units: unitCount, bytes: answer.bytes },
    words: `${title} on ${probeSet.slug}, ${counted(samples, 'sample')} x ${counted(unitCount, 'unit')}, ${bytesInWords(answer.bytes)}`,
  };
}
