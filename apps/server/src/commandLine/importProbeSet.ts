import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal, refusePickle } from '@unitgraph/analysis';
import { COMPUTATION_FIELDS } from './computations.js';
import { computed } from './computed.js';
import type { ImportOptions } from './importOptions.js';
import type { FoundPath } from './kindOfPath.js';
import { type FileOnDisk, headOf } from './modelOnDisk.js';
import { Sending } from './sending.js';
import type { Session } from './session.js';
import { slugOfPath } from './slugOfPath.js';
import { textChoice } from './textChoice.js';
import { linesOfStimuli, type UnderstoodStimuli } from './understoodStimuli.js';
import { counted } from './words.js';
import { type ArchiveToSend, zipFolder } from './zipFolder.js';

const INSPECT = `query ($input: StimuliFileInput!) { inspectProbeSet(input: $input) { __typename
  ... on Refused { message remedy }
  ... on StimuliInspection { source count shape sizes { count smallest largest } bytes classCount classes { name count } notes } } }`;
const IMPORT = `mutation ($input: ImportProbeSetInput!) { importProbeSet(input: $input) { ${COMPUTATION_FIELDS} __typename
  ... on Refused { message remedy }
  ... on ProbeSet { id slug name digest source count shape classes credit notes } } }`;

interface Refused {
  readonly __typename: 'Refused';
  readonly message: string;
  readonly remedy: string;
}

type Imported = UnderstoodStimuli & {
  readonly __typename: 'ProbeSet';
  readonly id: string;
  readonly slug: string;
  readonly classes: readonly string[];
};

/** Brings a probe set in and waits until it is there, or tells what the server understands of its file. */
export async function importProbeSet(
  session: Session,
  { path, images }: FoundPath & { kind: 'probe set' },
  options: ImportOptions,
): Promise<{ value: object; lines: string[] }> {
  const { server, terminal } = session;
  const slug = options.slug ?? slugOfPath(path);
  const text = textChoice(path, options);
  const file = images === null ? await stimuliOnDisk(path) : zipFolder(path, images);
  const [labels, vocabulary] = [await besideOf(options.labels), await besideOf(options.vocabulary)];
  // Before anything is sent: files are large, and are sent again where a connection is cut, not where there was none.
  await server.ask('{ __typename }');
  session.resume = `${slug} was not imported. The same command begins again.`;
  const what = images === null ? basename(path) : counted(images.length, 'file');
  const input = {
    file: await sent(session, what, file),
    ...(options.resize && { resize: { ...options.resize, interpolation: options.interpolation ?? 'BILINEAR' } }),
    ...(text && { text: { ...text, ...(vocabulary && { vocabulary: await sent(session, 'words', vocabulary) }) } }),
    ...(labels && { labels: await sent(session, 'labels', labels) }),
    ...(options.classes && { classes: options.classes }),
    ...(options.maximum !== undefined && { maximum: options.maximum }),
  };
  if (options.dryRun === true) {
    terminal.progress({ text: `Look through ${what}`, share: null });
    const { inspectProbeSet: found } = await server.ask<{
      inspectProbeSet: Refused | (UnderstoodStimuli & { readonly __typename: 'StimuliInspection' });
    }>(INSPECT, { input });
    terminal.settle();
    const { __typename: _, ...understood } = accepted(path, found);
    return {
      value: { dryRun: true, file: path, slug, ...understood },
      lines: [`${path} would be ${slug}:`, ...linesOfStimuli(understood)],
    };
  }
  session.resume = `The server goes on with ${slug}. The same command has its outcome.`;
  const named = { ...input, slug, name: options.name, credit: options.credit };
  const answer = await computed<{ importProbeSet: Refused | Imported }>(
    session,
    IMPORT,
    { input: named },
    `Import ${slug}`,
  );
  const { __typename: _, ...probeSet } = accepted(path, answer.importProbeSet);
  const address = server.urlOf(`probe-sets#${probeSet.slug}`);
  // The same stimuli are one probe set, whatever it is called.
  const is = probeSet.slug === slug ? `is ${slug} now` : `holds the stimuli that are here as ${probeSet.slug}`;
  return {
    value: { ...probeSet, address },
    lines: [`${path} ${is}: ${address}`, ...linesOfStimuli({ ...probeSet, classCount: probeSet.classes.length })],
  };
}

function accepted<Answer extends { readonly __typename: string }>(path: string, answer: Refused | Answer): Answer {
  if (answer.__typename !== 'Refused') return answer as Answer;
  const { message, remedy } = answer as Refused;
  throw new Refusal(`${path}: ${message}`, remedy);
}

/** A file that is sent as it is. @throws Refusal where it cannot be read, or is a pickle under whatever name */
async function stimuliOnDisk(path: string): Promise<FileOnDisk> {
  try {
    refusePickle(await headOf(path), path);
  } catch (error) {
    if (!(error instanceof Refusal) || !/pickle/.test(error.message)) throw error;
    throw new Refusal(error.message, `Save what it holds as an array in Python: numpy.save("stimuli.npy", array).`);
  }
  const { size: bytes } = await stat(path);
  if (bytes === 0) throw new Refusal(`${path} is empty.`, 'Name a file that holds something.');
  return { path, bytes };
}

async function besideOf(path: string | undefined): Promise<FileOnDisk | null> {
  return path === undefined ? null : stimuliOnDisk(path);
}

/** The digest by which the server has a file from now on. */
async function sent(session: Session, what: string, file: FileOnDisk | ArchiveToSend): Promise<string> {
  const digest = await new Sending(session, file.bytes).digestOf(what, file);
  session.terminal.settle();
  return digest;
}
