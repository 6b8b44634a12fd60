import { basename } from 'node:path';
import { Refusal } from '@unitgraph/analysis/errors';
import { describeHere } from './describeHere.js';
import type { ImportOptions } from './importOptions.js';
import { type FileOnDisk, type ModelOnDisk, modelOnDisk } from './modelOnDisk.js';
import { Sending } from './sending.js';
import type { ServerConnection } from './serverConnection.js';
import type { Session } from './session.js';
import { slugOfPath } from './slugOfPath.js';
import { linesOfNetwork, type UnderstoodNetwork } from './understoodNetwork.js';

const IMPORT = `mutation ($input: ImportNetworkInput!) { importNetwork(input: $input) { __typename
  ... on Refused { message remedy }
  ... on Network { id slug name architecture bytes inputKind inputShape inputType filledInputs parameterCount unitCount
    preprocessing { preset channelOrder scale mean deviation crop summary resize { shorterSide height width interpolation } }
    layers(first: 500) { totalCount nodes { name kind unitCount positions tensor } } } } }`;

/** Brings one network in, or tells what is understood of it. */
export async function importNetwork(
  session: Session,
  path: string,
  options: ImportOptions,
): Promise<{ value: object; lines: string[] }> {
  const { server, terminal } = session;
  const model = await modelOnDisk(path);
  const slug = options.slug ?? slugOfPath(path);
  const preprocessing = preprocessingOf(options);
  if (options.dryRun === true) {
    const understood = await describeHere(model, options.layer ?? [], preprocessing);
    const value = { dryRun: true, file: path, slug, ...understood };
    return { value, lines: [`${path} would be ${slug}:`, ...linesOfNetwork(understood, options)] };
  }
  // Before anything is sent: files are large, and are sent again where a connection is cut, not where there was none.
  await refuseTaken(server, slug);
  session.resume = `${slug} was not imported. The same command begins again.`;
  const [file, externalData] = await send(session, model);
  terminal.progress({ text: `Look into ${basename(path)}`, share: null });
  const input = {
    file,
    ...(externalData.length > 0 ? { externalData } : {}),
    slug,
    name: options.name,
    architecture: options.architecture,
    ...(options.layer === undefined ? {} : { layers: options.layer }),
    ...preprocessing,
  };
  const { importNetwork: answer } = await server.ask<{ importNetwork: Answer }>(IMPORT, { input });
  terminal.settle();
  if (answer.__typename === 'Refused') throw new Refusal(`${path}: ${answer.message}`, answer.remedy);
  const { __typename: _, layers, ...network } = answer;
  const understood = { ...network, layers: layers.nodes };
  const address = server.urlOf(`networks/${answer.slug}`);
  return {
    value: { ...understood, layerCount: layers.totalCount, address },
    lines: [`${path} is ${answer.slug} now: ${address}`, ...linesOfNetwork(understood, options, layers.totalCount)],
  };
}

async function refuseTaken(server: ServerConnection, slug: string): Promise<void> {
  const { network } = await server.ask<{ network: object | null }>(
    'query ($slug: String!) { network(slug: $slug) { id } }',
    { slug },
  );
  if (network === null) return;
  throw new Refusal(
    `There is a network ${slug} already.`,
    `Choose another short name by --slug, or remove that one first: unitgraph remove ${slug}`,
  );
}

type Answer =
  | { readonly __typename: 'Refused'; readonly message: string; readonly remedy: string }
  | (Omit<UnderstoodNetwork, 'layers'> & {
      readonly __typename: 'Network';
      readonly id: string;
      readonly slug: string;
      readonly layers: { readonly totalCount: number; readonly nodes: UnderstoodNetwork['layers'] };
    });

/** Sends the model and what lies beside it; gives digests. */
async function send(session: Session, model: ModelOnDisk): Promise<[string, { path: string; file: string }[]]> {
  const sending = new Sending(
    session,
    [model, ...model.external].reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const digestOf = (file: FileOnDisk): Promise<string> => sending.digestOf(basename(file.path), file);
  const digest = await digestOf(model);
  const external = [];
  for (const file of model.external) external.push({ path: file.named, file: await digestOf(file) });
  return [digest, external];
}

export type AskedPreprocessing = Pick<ImportOptions, 'preset' | 'scale' | 'mean' | 'deviation' | 'channelOrder'> & {
  readonly resize?: ImportOptions['resize'] & { readonly interpolation: string };
};

function preprocessingOf({
  preset,
  scale,
  mean,
  deviation,
  resize,
  interpolation,
  channelOrder,
}: ImportOptions): AskedPreprocessing {
  const said = {
    preset,
    scale,
    mean,
    deviation,
    channelOrder,
    resize: resize && { ...resize, interpolation: interpolation ?? 'BILINEAR' },
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
