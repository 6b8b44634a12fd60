import { Refusal } from '@unitgraph/analysis/errors';
import type { Command } from 'commander';
import { askUntilComputed } from './askUntilComputed.js';
import { names as namesOption, type ReductionChoice, reduction, seconds } from './choices.js';
import { failedOf, unfinishedOf } from './computationProblems.js';
import { COMPUTATION_FIELDS, type FoundComputation } from './computations.js';
import { examples } from './examples.js';
import { layerNamed, layersOf, type NamedLayer, networkNamed, probeSetNamed } from './names.js';
import { wordsOf } from './serverConnection.js';
import { type Session, sessionOf } from './session.js';
import { tableOf } from './table.js';
import { bytesInWords, counted, withCommas } from './words.js';

interface Options {
  readonly layers?: readonly string[];
  readonly probeSet?: string;
  readonly reduction?: ReductionChoice;
  readonly wait?: number | boolean;
}

interface Recording {
  readonly __typename: 'Recording';
  readonly digest: string;
  readonly samples: number;
  readonly unitCount: number;
  readonly bytes: number;
  readonly npy: string;
  readonly probeSet: { readonly slug: string };
}

type Result =
  | Recording
  | (FoundComputation & { __typename: 'Computation' })
  | { __typename: 'Unavailable'; message: string };

/** Layers of one request: more would come near to the limits of one operation. */
const AT_ONCE = 200;

const RECORD = `query ($ids: [ID!]!, $probeSet: ID, $reduction: ReductionInput) { nodes(ids: $ids) { ... on Layer {
  id name recording(probeSet: $probeSet, reduction: $reduction) { __typename ${COMPUTATION_FIELDS}
    ... on Recording { digest samples unitCount bytes npy probeSet { slug } } ... on Unavailable { message } } } } }`;

export function addRecord(program: Command): void {
  program
    .command('record')
    .summary('record what the layers of a network do on a probe set')
    .description(
      'Records what the layers of a network do on the stimuli of a probe set, and follows how far it is. What was recorded before is there at once. Everything that is asked for records by itself: this is for doing it ahead.',
    )
    .argument('<network>', 'its short name, id or name')
    .option('--layers <names>', 'only these layers, with commas between them; all by default', namesOption)
    .option('--probe-set <slug>', 'on these stimuli; by default the first probe set that fits')
    .option('--reduction <how>', 'all-positions (default), mean, max, or sampled:POSITIONS[:SEED]', reduction)
    .option('--wait <seconds>', 'give up after so long; the server goes on', seconds)
    .option('--no-wait', 'begin it, and do not wait')
    .addHelpText(
      'after',
      examples(
        ['unitgraph record alexnet-1', 'all its layers'],
        ['unitgraph record alexnet-1 --layers conv1,conv2 --probe-set digits', 'two of them'],
        ['unitgraph record mine --reduction mean --no-wait', 'means over positions, in the background'],
      ),
    )
    .action(async (network: string, options: Options, command: Command) =>
      record(sessionOf(command), network, options),
    );
}

async function record(session: Session, text: string, options: Options): Promise<void> {
  const { server, terminal } = session;
  const network = await networkNamed(server, text);
  const all = await layersOf(server, network);
  const wanted = options.layers?.map((name) => layerNamed(all, network, name)) ?? all;
  const probeSet = await probeSetNamed(server, options.probeSet);
  session.resume = 'The server goes on recording. The same command follows it again.';
  const limit = typeof options.wait === 'number' ? options.wait : options.wait === false ? 0 : Number.POSITIVE_INFINITY;
  const deadline = Date.now() + limit * 1_000;
  const found: { layer: NamedLayer; result: Result }[] = [];
  const computations: FoundComputation[] = [];
  for (let begin = 0; begin < wanted.length; begin += AT_ONCE) {
    const part = wanted.slice(begin, begin + AT_ONCE);
    const answer = await askUntilComputed<{ nodes: { recording: Result }[] }>(
      session,
      RECORD,
      { ids: part.map(({ id }) => id), probeSet, reduction: options.reduction ?? null },
      { seconds: Math.max(0, (deadline - Date.now()) / 1_000), text: `Record ${network.slug}` },
    );
    if (answer.data == null || answer.errors !== undefined) throw new Refusal(wordsOf(answer.errors), '');
    computations.push(...answer.computations);
    for (const [place, { recording }] of answer.data.nodes.entries())
      found.push({ layer: part[place] as NamedLayer, result: recording });
  }
  terminal.answer(
    {
      network: network.id,
      layers: found.map(({ layer, result }) => ({ layer: layer.id, name: layer.name, ...plain(result) })),
    },
    linesOf(found),
  );
  const failed = failedOf(computations);
  if (failed !== null) throw failed;
  const without = found.flatMap(({ result }) => (result.__typename === 'Unavailable' ? [result.message] : []));
  if (without.length > 0)
    throw new Refusal(`${counted(without.length, 'layer')} of ${network.slug} cannot be recorded: ${without[0]}`, '');
  const unfinished = unfinishedOf(computations);
  if (unfinished !== null && options.wait !== false) throw unfinished;
}

function plain(result: Result): object {
  if (result.__typename !== 'Recording') return result;
  const { __typename: _, probeSet, ...recording } = result;
  return { state: 'DONE', probeSet: probeSet.slug, ...recording };
}

function linesOf(found: readonly { layer: NamedLayer; result: Result }[]): string[] {
  return tableOf(
    found.map(({ layer, result }) => {
      if (result.__typename === 'Unavailable') return [layer.name, 'cannot be recorded'];
      if (result.__typename === 'Computation') return [layer.name, result.state.toLowerCase()];
      const { samples, unitCount, bytes, probeSet } = result;
      return [layer.name, `${withCommas(samples)} samples`, `${unitCount} units`, bytesInWords(bytes), probeSet.slug];
    }),
  );
}
