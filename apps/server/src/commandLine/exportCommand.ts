import { Refusal } from '@unitgraph/analysis/errors';
import { type Command, Option } from 'commander';
import { oneOf, type ReductionChoice, reduction } from './choices.js';
import { misused } from './commandFailed.js';
import { examples } from './examples.js';
import { exportMatches } from './exportMatches.js';
import { exportRecording } from './exportRecording.js';
import { layerAt, probeSetNamed } from './names.js';
import { type Session, sessionOf } from './session.js';

const MEASURES = ['PEARSON', 'SPEARMAN', 'MUTUAL_INFORMATION'] as const;
const RULES = ['ASSIGNMENT', 'GREEDY', 'MUTUAL'] as const;
const FORMATS = ['csv', 'json', 'npy'] as const;
export type Format = (typeof FORMATS)[number];

export interface ExportOptions {
  readonly by: (typeof MEASURES)[number];
  readonly rule: (typeof RULES)[number];
  readonly matrix?: boolean;
  readonly format?: Format;
  readonly output?: string;
  readonly probeSet?: string;
  readonly reduction?: ReductionChoice;
}

/** What is asked of the server beside the layers. */
export interface Asked {
  readonly probeSet: string | null;
  readonly reduction: ReductionChoice | null;
}

export function addExport(program: Command): void {
  program
    .command('export')
    .summary('write matches, matrices or recordings to a file')
    .description(
      'Of two layers: the matches of their units, or by --matrix the values of all pairs. Of one layer: its recording, samples x units. What is not computed yet is computed first. A file is written whole or not at all.',
    )
    .argument('<layer>', 'NETWORK/LAYER, for example alexnet-1/conv3; its units are the rows')
    .argument('[with]', 'another layer, or the same one')
    .option('--matrix', 'all pairs, and not only the matches')
    .addOption(
      new Option('--by <measure>', 'pearson, spearman or mutual-information')
        .argParser(oneOf(MEASURES))
        .default('PEARSON', 'pearson'),
    )
    .addOption(
      new Option('--rule <rule>', 'how partners are chosen: assignment (one to one), greedy (the best one), mutual')
        .argParser(oneOf(RULES))
        .default('ASSIGNMENT', 'assignment'),
    )
    .addOption(
      new Option(
        '--format <format>',
        'by default what the name of the output ends in, else csv, of recordings npy',
      ).choices(FORMATS),
    )
    .option('-o, --output <file>', 'by default standard output')
    .option('--probe-set <slug>', 'on these stimuli; by default the first probe set that fits')
    .option('--reduction <how>', 'all-positions (default), mean, max, or sampled:POSITIONS[:SEED]', reduction)
    .addHelpText(
      'after',
      examples(
        ['unitgraph export alexnet-1/conv3 alexnet-2/conv3 -o matches.csv', 'units and their partners, one to one'],
        ['unitgraph export alexnet-1/conv3 alexnet-2/conv3 --matrix -o all.npy', 'the correlations of all pairs'],
        ['unitgraph export alexnet-1/conv3 -o conv3.npy', 'what the units did: np.load reads it'],
      ),
    )
    .action(async (layer: string, other: string | undefined, options: ExportOptions, command: Command) =>
      exportValues(sessionOf(command), layer, other, options),
    );
}

async function exportValues(
  session: Session,
  text: string,
  other: string | undefined,
  options: ExportOptions,
): Promise<void> {
  const { server, terminal } = session;
  if (other === undefined && options.matrix === true)
    throw misused('--matrix needs two layers.', 'Name another one, or the same one again.');
  const format = formatOf(options, other === undefined ? 'npy' : 'csv', terminal.options.json);
  const allowed: readonly Format[] =
    other === undefined ? ['npy'] : options.matrix === true ? ['csv', 'json', 'npy'] : ['csv', 'json'];
  if (!allowed.includes(format))
    throw misused(
      `${other === undefined ? 'A recording' : 'Matches'} cannot be written as ${format}.`,
      `Choose ${allowed.join(' or ')}${other === undefined ? '' : ', or all pairs by --matrix'}.`,
    );
  if (format === 'npy' && (options.output ?? '-') === '-' && process.stdout.isTTY)
    throw misused('A .npy file is nothing for a terminal.', 'Name a file by --output, or pipe it on.');
  const left = await layerAt(server, text);
  const right = other === undefined ? null : await layerAt(server, other);
  const asked: Asked = {
    probeSet: await probeSetNamed(server, options.probeSet),
    reduction: options.reduction ?? null,
  };
  session.resume = 'Nothing was written. The server goes on computing; the same command finds what is there by then.';
  const said =
    right === null
      ? await exportRecording(session, left, options, asked)
      : options.matrix === true
        ? await (await import('./exportMatrix.js')).exportMatrix(session, [left, right], { ...options, format }, asked)
        : await exportMatches(session, [left, right], { ...options, format }, asked);
  if (options.output !== undefined && options.output !== '-') {
    terminal.answer({ output: options.output, format, ...said.value }, [`${options.output}: ${said.words}`]);
  }
}

function formatOf({ format, output }: ExportOptions, otherwise: Format, json: boolean): Format {
  if (format !== undefined) return format;
  const ending = /\.([a-z]+)$/i.exec(output ?? '')?.[1]?.toLowerCase();
  const byName = FORMATS.find((each) => each === ending);
  if (byName !== undefined) return byName;
  if (output !== undefined && output !== '-' && ending !== undefined)
    throw new Refusal(
      `Files that end in .${ending} are not known.`,
      'Say what it should be by --format csv, json or npy.',
    );
  // With nothing but standard output, --json is about what is printed.
  return json && otherwise === 'csv' && (output === undefined || output === '-') ? 'json' : otherwise;
}
