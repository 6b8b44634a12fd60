import { type Command, Option } from 'commander';
import {
  type LayerChoice,
  layerChoices,
  names,
  numbers,
  oneNumber,
  oneOf,
  type ResizeChoice,
  resize,
  slug,
  wholeNumber,
} from './choices.js';
import { misused } from './commandFailed.js';
import type { FoundPath } from './kindOfPath.js';

const PRESETS = ['IMAGENET', 'CLIP', 'INCEPTION', 'CAFFE'] as const;
const INTERPOLATIONS = ['BILINEAR', 'BICUBIC', 'NEAREST'] as const;
const CHANNEL_ORDERS = ['RGB', 'BGR'] as const;
const TEXTS = ['TABLE', 'BYTES', 'WORDS'] as const;

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
  readonly labels?: string;
  readonly classes?: readonly string[];
  readonly text?: (typeof TEXTS)[number];
  readonly vocabulary?: string;
  readonly length?: number;
  readonly padding?: number;
  readonly maximum?: number;
  readonly credit?: string;
  readonly atOnce: number;
  readonly dryRun?: boolean;
}

/** What an option says something of; of all, where it is not listed. */
const SAYS: { readonly [option: string]: readonly FoundPath['kind'][] } = {
  ...said(['slug', 'name', 'resize', 'interpolation'], ['network', 'probe set']),
  ...said(['architecture', 'preset', 'scale', 'mean', 'deviation', 'channelOrder', 'layer'], ['network']),
  ...said(['labels', 'classes', 'text', 'vocabulary', 'length', 'padding', 'maximum', 'credit'], ['probe set']),
};

function said(options: readonly (keyof ImportOptions)[], kinds: readonly FoundPath['kind'][]) {
  return Object.fromEntries(options.map((option) => [option, kinds]));
}

export function addImportOptions(command: Command): Command {
  return command
    .option('--slug <slug>', 'short name of the network or probe set; by default that of its file', slug)
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
      'the shorter side (256), or height and width (224x224): of a network, before the centre is cut out; of a probe set, what its images are made, with the centre square of a shorter side',
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
    .option('--labels <file>', 'of stimuli: .npy of whole numbers, or text with one class a line')
    .option('--classes <names>', 'in the order of the outputs of networks, with commas between them', names)
    .addOption(
      new Option(
        '--text <how>',
        'what text is: a table of features, or lines of tokens that are bytes or words; bytes for .txt, else a table by default',
      ).argParser(oneOf(TEXTS)),
    )
    .option('--vocabulary <file>', 'for --text words: one word a line')
    .option(
      '--length <tokens>',
      'tokens of each line: longer ones are cut, shorter ones padded',
      wholeNumber(1, 131_072),
    )
    .option('--padding <token>', 'what shorter lines are padded with; 0 by default', wholeNumber(0, 2 ** 31 - 1))
    .option('--maximum <number>', 'raw value of an array or table that is drawn white', oneNumber)
    .option('--credit <text>', 'who made the stimuli, and under which licence')
    .option('--at-once <number>', 'files of recordings that are sent at the same time', wholeNumber(1, 16), 4)
    .option(
      '--dry-run',
      'print what is understood, and import nothing; needs no server, except for a probe set, which the server looks through',
    );
}

/** Refuses options that mean nothing for what is named, or not without each other: whoever gives them expects otherwise. */
export function refuseSenseless(options: ImportOptions, kinds: readonly FoundPath['kind'][]): void {
  const ofOne = kinds.filter((kind) => kind !== 'recordings');
  if (ofOne.length > 1 && (options.slug !== undefined || options.name !== undefined))
    throw misused(
      '--slug and --name are for one network or probe set, and several are named.',
      'Import them one by one.',
    );
  if (options.interpolation !== undefined && options.resize === undefined)
    throw misused('--interpolation says how --resize is done, which is missing.', 'Give --resize as well.');
  for (const [option, of] of Object.entries(SAYS)) {
    if (options[option as keyof ImportOptions] === undefined || kinds.some((kind) => of.includes(kind))) continue;
    const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw misused(
      `${flag} is for ${of.map((kind) => `${kind}s`).join(' and ')}, and ${kinds[0] === 'recordings' ? 'recorded activations are' : `a ${kinds[0]} is`} named.`,
      kinds[0] === 'recordings' ? 'Their manifest.json says all of it.' : 'Leave it out.',
    );
  }
}
