import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@unitgraph/analysis/errors';
import { type Command, Option } from 'commander';
import {
  type LayerChoice,
  layerChoices,
  numbers,
  oneNumber,
  oneOf,
  type ResizeChoice,
  resize,
  slug,
  wholeNumber,
} from './choices.js';
import { CommandFailed, misused } from './commandFailed.js';
import { examples } from './examples.js';
import { type Session, sessionOf } from './session.js';

const PRESETS = ['IMAGENET', 'CLIP', 'INCEPTION', 'CAFFE'] as const;
const INTERPOLATIONS = ['BILINEAR', 'BICUBIC', 'NEAREST'] as const;
const CHANNEL_ORDERS = ['RGB', 'BGR'] as const;

export interface ImportOptions {
  readonly slug?: string;
  readonly name?: string;
  readonly architecture?: string;
  readonly preset?: (typeof PRESETS)[number];
  readonly scale?: number;
  readonly mean?: readonly number[];
  readonly deviation?: readonly number[];
  readonly resize?: ResizeChoice;
  readonly interpolation?: (typeof INTERPOLATIONS)[number];
  readonly channelOrder?: (typeof CHANNEL_ORDERS)[number];
  readonly layer?: readonly LayerChoice[];
  readonly atOnce: number;
  readonly dryRun?: boolean;
}

export function addImport(program: Command): void {
  program
    .command('import')
    .summary('bring in networks, or recorded activations')
    .description(
      'Brings in networks: ONNX files, or model.json of TensorFlow.js, with the files beside them that their weights lie in; or recorded activations: a manifest.json, or the folder that holds it with its arrays. An import of recordings that was interrupted goes on where it was when it is begun again.',
    )
    .argument(
      '<paths...>',
      'ONNX files, model.json of TensorFlow.js, manifests, or folders that hold a manifest.json or model.json',
    )
    .option('--slug <slug>', 'short name of the network; by default that of its file', slug)
    .option('--name <name>', 'name for people; the slug by default')
    .option('--architecture <name>', 'what family of networks it is of')
    .addOption(
      new Option(
        '--preset <preset>',
        'preprocessing it was trained with: imagenet, clip, inception or caffe; what is said beside it takes its place',
      ).argParser(oneOf(PRESETS)),
    )
    .option('--scale <number>', 'the input is (raw value x scale - mean) / deviation; 1 by default', oneNumber)
    .option('--mean <numbers>', 'one a channel, with commas between them; 0 by default', numbers)
    .option('--deviation <numbers>', 'one a channel; 1 by default', numbers)
    .option(
      '--resize <size>',
      'before the centre is cut out: the shorter side (256), or height and width (224x224)',
      resize,
    )
    .addOption(
      new Option('--interpolation <kind>', 'of --resize: bilinear (default), bicubic or nearest').argParser(
        oneOf(INTERPOLATIONS),
      ),
    )
    .addOption(new Option('--channel-order <order>', 'rgb (default) or bgr').argParser(oneOf(CHANNEL_ORDERS)))
    .option(
      '--layer <tensor>',
      'TENSOR[,name=NAME][,axis=AXIS]: a layer that no rule finds, or another axis of units; as often as you like',
      layerChoices,
    )
    .option('--at-once <number>', 'files of recordings that are sent at the same time', wholeNumber(1, 16), 4)
    .option('--dry-run', 'print what is understood, and import nothing; needs no server')
    .addHelpText(
      'after',
      examples(
        ['unitgraph import network.onnx --preset imagenet', 'a network of images'],
        [
          'unitgraph import digits.onnx --slug mine --scale 0.0625 --mean 0.3058 --deviation 0.3763',
          'with its own preprocessing',
        ],
        ['unitgraph import network.onnx --dry-run', 'its layers and units, without a server'],
        ['unitgraph import recordings/', 'recorded activations, by recordings/manifest.json'],
      ),
    )
    .action(async (paths: readonly string[], options: ImportOptions, command: Command) =>
      importAll(sessionOf(command), paths, options),
    );
}

async function importAll(session: Session, paths: readonly string[], options: ImportOptions): Promise<void> {
  const { terminal } = session;
  // The other commands need no engine, whose loading takes a while.
  const { importNetwork } = await import('./importNetwork.js');
  const { importRecordings } = await import('./importRecordings.js');
  const { isModelJsonFile } = await import('./modelOnDisk.js');
  // All are looked at before any is sent: a wrong name imports nothing.
  const found = await Promise.all(paths.map((path) => kindOf(path, isModelJsonFile)));
  const networks = found.filter(({ kind }) => kind === 'network');
  if (networks.length > 1 && (options.slug !== undefined || options.name !== undefined))
    throw misused('--slug and --name are for one network, and several are named.', 'Import them one by one.');
  if (options.interpolation !== undefined && options.resize === undefined)
    throw misused('--interpolation says how --resize is done, which is missing.', 'Give --resize as well.');
  refuseForeignOptions(options, networks.length);
  const done: object[] = [];
  const refused: Refusal[] = [];
  for (const { kind, path } of found) {
    try {
      const bringIn = kind === 'network' ? importNetwork : importRecordings;
      const { value, lines } = await bringIn(session, path, options);
      done.push(value);
      if (!terminal.options.json) terminal.answer(value, lines);
    } catch (error) {
      // What is wrong with one says nothing of the next; without a server there is no next.
      if (!(error instanceof Refusal) || error instanceof CommandFailed) throw error;
      refused.push(error);
    }
  }
  if (terminal.options.json && done.length > 0) terminal.answer(paths.length === 1 ? done[0] : done, []);
  const [first, ...others] = refused;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new Refusal(refused.map(({ message, remedy }) => `${message} ${remedy}`).join('\n'), '');
}

/** Options of networks mean nothing for recordings: whoever gives them expects otherwise. */
function refuseForeignOptions(options: ImportOptions, networks: number): void {
  if (networks > 0) return;
  const { atOnce: _, dryRun: __, ...ofNetworks } = options;
  const [given] = Object.keys(ofNetworks);
  if (given === undefined) return;
  const flag = `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw misused(`${flag} is for networks, and recorded activations are named.`, 'Their manifest.json says all of it.');
}

/** What a path holds. A manifest and TensorFlow.js's model are both JSON, and may be named by their folder. */
async function kindOf(
  path: string,
  isModelJsonFile: (path: string) => Promise<boolean>,
): Promise<{ kind: 'network' | 'recordings'; path: string }> {
  const there = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (there instanceof Error) {
    if (there.code === 'ENOENT')
      throw new Refusal(`There is no file ${path}.`, 'Name a file of a network, or a folder of recordings.');
    throw new Refusal(`${path} cannot be read: ${there.message}.`, 'Name a file that can be read.');
  }
  if (there.isFile()) {
    const isNetwork = !/\.json$/i.test(path) || (await isModelJsonFile(path));
    return { kind: isNetwork ? 'network' : 'recordings', path };
  }
  if (!there.isDirectory())
    throw new Refusal(
      `${path} is neither a file nor a folder.`,
      'Name a file of a network, or a folder of recordings.',
    );
  const [manifest, model] = [join(path, 'manifest.json'), join(path, 'model.json')];
  if (await isFile(manifest)) return { kind: 'recordings', path: manifest };
  if (await isFile(model)) return { kind: 'network', path: model };
  throw new Refusal(
    `The folder ${path} holds no manifest.json, which says what its arrays are.`,
    `docs/imports.md describes it. To bring in networks, name their files: ${join(path, '*.onnx')}.`,
  );
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
