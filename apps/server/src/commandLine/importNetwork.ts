import { basename } from 'node:path';
import { Refusal } from '@unitgraph/analysis/errors';
import { describeHere } from './describeHere.js';
import type { ImportOptions } from './importCommand.js';
import { type ModelOnDisk, modelOnDisk } from './modelOnDisk.js';
import type { Session } from './session.js';
import { tableOf } from './table.js';
import { upload } from './upload.js';
import { bytesInWords, counted, withCommas } from './words.js';

/** What was understood of a network, by the server or here. */
export interface UnderstoodNetwork {
  readonly inputKind: string;
  readonly inputShape: readonly number[];
  readonly inputType: string | null;
  readonly filledInputs: readonly string[];
  readonly parameterCount: number;
  readonly unitCount: number;
  readonly preprocessing: { readonly summary: string };
  readonly layers: readonly {
    readonly name: string;
    readonly kind: string;
    readonly unitCount: number;
    readonly positions: readonly number[];
    readonly tensor: string;
  }[];
}

const IMPORT = `mutation ($input: ImportNetworkInput!) { importNetwork(input: $input) { __typename
  ... on Refused { message remedy }
  ... on Network { id slug name architecture bytes inputKind inputShape inputType filledInputs parameterCount unitCount
    preprocessing { preset channelOrder scale mean deviation crop summary resize { shorterSide height width interpolation } }
    layers(first: 500) { totalCount nodes { name kind unitCount positions tensor } } } } }`;

/** Brings one ONNX file in, or tells what is understood of it. */
export async function importNetwork(
  session: Session,
  path: string,
  options: ImportOptions,
): Promise<{ value: object; lines: string[] }> {
  const { server, terminal } = session;
  const model = await modelOnDisk(path);
  const slug = options.slug ?? slugOf(path);
  const preprocessing = preprocessingOf(options);
  if (options.dryRun === true) {
    const understood = await describeHere(model, options.layer ?? [], preprocessing);
    const value = { dryRun: true, file: path, slug, ...understood };
    return { value, lines: [`${path} would be ${slug}:`, ...linesOf(understood, options)] };
  }
  // What is sent is sent again when the connection is cut, not when there was none.
  await server.json('health');
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
    lines: [`${path} is ${answer.slug} now: ${address}`, ...linesOf(understood, options, layers.totalCount)],
  };
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
  const files = [model, ...model.external];
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const digestOf = async (file: { path: string; bytes: number }): Promise<string> => {
    const answer = await upload<{ digest: string }>(session, {
      method: 'POST',
      to: 'blobs',
      file,
      sent: (bytes) => {
        done += bytes;
        session.terminal.progress({
          text: `Send ${basename(file.path)}, ${bytesInWords(done)} of ${bytesInWords(total)}`,
          share: total === 0 ? 1 : done / total,
        });
      },
    });
    return answer.digest;
  };
  const digest = await digestOf(model);
  const external = [];
  for (const file of model.external) external.push({ path: file.named, file: await digestOf(file) });
  return [digest, external];
}

/** The name of the file without its ending, in the letters that a slug may have. */
function slugOf(path: string): string {
  const name = basename(path).replace(/\.onnx$/i, '');
  const slug = name
    .replace(/[^a-z0-9._-]+/gi, '-')
    .replace(/^[^a-z0-9]+|-+$/gi, '')
    .slice(0, 64);
  if (slug !== '') return slug;
  throw new Refusal(`No short name can be made of ${basename(path)}.`, 'Give one by --slug.');
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

function linesOf(
  understood: UnderstoodNetwork,
  options: ImportOptions,
  layerCount = understood.layers.length,
): string[] {
  const { inputKind, inputShape, inputType, filledInputs, parameterCount, unitCount, preprocessing, layers } =
    understood;
  const shape = inputKind === 'TOKENS' && inputShape[0] === 0 ? 'of any length' : inputShape.join(' x ');
  const filled = filledInputs.length === 0 ? '' : `; filled: ${filledInputs.join(', ')}`;
  const silent = ['preset', 'scale', 'mean', 'deviation', 'resize', 'channelOrder'].every(
    (name) => options[name as keyof ImportOptions] === undefined,
  );
  return [
    ...tableOf(
      [
        ['Input', `${inputKind.toLowerCase()} ${shape}${inputType === null ? '' : ` (${inputType})`}${filled}`],
        ['Preprocessing', preprocessing.summary],
        [
          'Size',
          `${counted(layerCount, 'layer')}, ${counted(unitCount, 'unit')}, ${withCommas(parameterCount)} weights`,
        ],
      ],
      '  ',
    ),
    ...tableOf(
      layers.map(({ name, kind, unitCount: units, positions }) => [
        name,
        kind.toLowerCase(),
        `${withCommas(units)} units`,
        positions.length === 0 ? '' : positions.map((extent) => (extent === 0 ? 'any' : extent)).join(' x '),
      ]),
      '    ',
    ),
    ...(layerCount > layers.length ? [`    … and ${layerCount - layers.length} more`] : []),
    ...(silent && inputKind === 'IMAGE'
      ? [
          '  No preprocessing was given: stimuli go in as they are. Where it was trained with another one it runs, and is wrong.',
          '  Say it by --preset, or by --scale, --mean and --deviation.',
        ]
      : []),
  ];
}
