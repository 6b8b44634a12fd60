import type { Command } from 'commander';
import { examples } from './examples.js';
import { type Session, sessionOf } from './session.js';
import { tableOf } from './table.js';
import { bytesInWords, counted, secondsInWords, withCommas } from './words.js';

interface Status {
  readonly engine: {
    readonly version: string;
    readonly backend: string;
    readonly device: string;
    readonly reason: string;
    readonly dataFolder: string;
    readonly cache: { readonly diskBytes: number; readonly diskEntries: number; readonly memoryBytes: number };
    readonly queue: { readonly running: number; readonly queued: number };
  };
  readonly networks: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly id: string;
      readonly slug: string;
      readonly name: string;
      readonly format: 'ONNX' | 'TFJS' | 'RECORDED';
      readonly unitCount: number;
      readonly layers: { readonly totalCount: number };
    }[];
  };
  readonly probeSets: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly slug: string;
      readonly name: string;
      readonly count: number;
      readonly shape: readonly number[];
      readonly classes: readonly string[];
      readonly hasStimuli: boolean;
    }[];
  };
  readonly computations: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly id: string;
      readonly title: string;
      readonly state: string;
      readonly progress: number;
      readonly secondsLeft: number | null;
    }[];
  };
  readonly imports: {
    readonly nodes: readonly {
      readonly digest: string;
      readonly networkSlug: string;
      readonly receivedCount: number;
      readonly shardCount: number;
      readonly problem: string | null;
    }[];
  };
}

const STATUS = `{
  engine { version backend device reason dataFolder
    cache { diskBytes diskEntries memoryBytes } queue { running queued } }
  networks(first: 500) { totalCount nodes { id slug name format unitCount layers { totalCount } } }
  probeSets(first: 500) { totalCount nodes { id slug name source digest count shape classes hasStimuli } }
  computations(first: 20, states: [RUNNING, QUEUED]) { totalCount nodes { id title state progress secondsLeft } }
  imports(first: 50, states: [RECEIVING]) { nodes { digest networkSlug receivedCount shardCount problem } }
}`;

export function addStatus(program: Command): void {
  program
    .command('status')
    .summary('what the server has, and what it does now')
    .description('Shows the server, what it computes with, its networks and probe sets, and what is under way.')
    .addHelpText(
      'after',
      examples(
        ['unitgraph status', 'for people'],
        [`unitgraph status --json | jq -r '.networks.nodes[].slug'`, 'names of the networks, for scripts'],
      ),
    )
    .action(async (_options: object, command: Command) => status(sessionOf(command)));
}

async function status({ server, terminal }: Session): Promise<void> {
  const found = await server.ask<Status>(STATUS);
  const address = server.urlOf('').replace(/\/$/, '');
  terminal.answer({ server: address, ...found }, linesOf(address, found));
}

function linesOf(address: string, { engine, networks, probeSets, computations, imports }: Status): string[] {
  const { cache, queue } = engine;
  return [
    ...tableOf([
      ['Server', `${address}, version ${engine.version}`],
      ['Engine', `${engine.backend} on ${engine.device}`],
      ['Data', `${engine.dataFolder}, ${bytesInWords(cache.diskBytes)} in ${counted(cache.diskEntries, 'value')}`],
      [
        'Computing',
        queue.running + queue.queued === 0 ? 'nothing' : `${queue.running} running, ${queue.queued} waiting`,
      ],
    ]),
    ...tableOf(
      computations.nodes.map(({ title, state, progress, secondsLeft }) => [
        state === 'RUNNING' ? `${Math.floor(progress * 100)} %` : 'waits',
        secondsLeft === null || state !== 'RUNNING' ? '' : `${secondsInWords(secondsLeft)} left`,
        title,
      ]),
      '  ',
    ),
    ...imports.nodes.map(
      ({ digest, networkSlug, receivedCount, shardCount, problem }) =>
        `Import     ${digest.slice(0, 12)}… of ${networkSlug}: ${receivedCount} of ${counted(shardCount, 'file')}${problem === null ? '' : `; ${problem}`}`,
    ),
    `Probe sets ${probeSets.totalCount}`,
    ...tableOf(
      probeSets.nodes.map(({ slug, name, count, shape, classes, hasStimuli }) => [
        slug,
        counted(count, 'stimulus', 'stimuli'),
        hasStimuli ? shape.join(' x ') : 'only its digest is known',
        classes.length === 0 ? '' : counted(classes.length, 'class', 'classes'),
        name === slug ? '' : name,
      ]),
      '  ',
    ),
    `Networks   ${networks.totalCount}`,
    ...tableOf(
      networks.nodes.map(({ slug, name, format, unitCount, layers }) => [
        slug,
        counted(layers.totalCount, 'layer'),
        `${withCommas(unitCount)} units`,
        format === 'RECORDED' ? 'recorded' : '',
        name === slug ? '' : name,
      ]),
      '  ',
    ),
  ];
}
