import { createInterface } from 'node:readline/promises';
import { Refusal } from '@unitgraph/analysis/errors';
import type { Command } from 'commander';
import { misused } from './commandFailed.js';
import { examples } from './examples.js';
import {
  allNetworks,
  allPages,
  allProbeSets,
  findNetwork,
  findProbeSet,
  type NamedNetwork,
  type NamedProbeSet,
  shortened,
} from './names.js';
import { nearNames } from './nearNames.js';
import type { ServerConnection } from './serverConnection.js';
import { Interrupted, type Session, sessionOf } from './session.js';

interface NamedImport {
  readonly id: string;
  readonly digest: string;
  readonly networkSlug: string;
  readonly state: 'DONE' | 'RECEIVING';
}

interface Removal {
  readonly id: string;
  readonly what: string;
  readonly mutation: string;
}

const IMPORTS = `query ($after: String) { imports(first: 500, after: $after) {
  nodes { id digest networkSlug state } pageInfo { hasNextPage endCursor } } }`;
/** Digits of a digest that are enough to mean one. */
const FEWEST_DIGITS = 6;

export function addRemove(program: Command): void {
  program
    .command('remove')
    .summary('take a network, a probe set or an import away')
    .description(
      'Takes networks, probe sets or imports out of the catalog. What was computed of a network that runs here, or on a probe set, is kept, and serves again when the same file comes back; a recorded network goes with all its imports.',
    )
    .argument(
      '<names...>',
      'networks and probe sets by short name, id or name; imports by id or by the beginning of their digest',
    )
    .option('-y, --yes', 'do not ask')
    .addHelpText(
      'after',
      examples(
        ['unitgraph remove mine', 'asks, then removes'],
        ['unitgraph remove probe-set:pets', 'the probe set, where a network has that name as well'],
        ['unitgraph remove mine 5b1c29 --yes', 'a network and an import, in a script'],
      ),
    )
    .action(async (names: readonly string[], options: { readonly yes?: boolean }, command: Command) =>
      remove(sessionOf(command), names, options.yes === true),
    );
}

async function remove(session: Session, names: readonly string[], sure: boolean): Promise<void> {
  const { server, terminal } = session;
  const networks = await allNetworks(server);
  const imports = await allPages(
    async (after) =>
      (await server.ask<{ imports: never }>(IMPORTS, { after })).imports as { nodes: NamedImport[]; pageInfo: never },
  );
  const probeSets = await allProbeSets(server);
  // All are looked up before any is removed: a wrong name removes nothing.
  const removals = names.map((name) => removalOf(name, { networks, probeSets, imports }));
  if (!sure && !(await agreed(session, removals))) {
    terminal.note('Nothing was removed.');
    return;
  }
  for (const { id, mutation } of removals) await removeOne(server, mutation, id);
  terminal.answer(
    { removed: removals.map(({ id }) => id) },
    removals.map(({ what }) => `Removed ${what}.`),
  );
}

interface Removable {
  readonly networks: readonly NamedNetwork[];
  readonly probeSets: readonly NamedProbeSet[];
  readonly imports: readonly NamedImport[];
}

function removalOf(name: string, { networks, probeSets, imports }: Removable): Removal {
  const [network, probeSet] = [findNetwork(networks, name), findProbeSet(probeSets, name)];
  if (network !== undefined && probeSet !== undefined)
    throw new Refusal(
      `${shortened(name)} is the name of a network and of a probe set.`,
      `Say which by its id: ${network.id} or ${probeSet.id}.`,
    );
  if (probeSet !== undefined)
    return { id: probeSet.id, what: `the probe set ${probeSet.slug}`, mutation: 'removeProbeSet' };
  if (network !== undefined) {
    const what = network.format === 'RECORDED' ? `the recorded network ${network.slug}` : `the network ${network.slug}`;
    return { id: network.id, what, mutation: 'removeNetwork' };
  }
  const digits = name
    .replace(/^import:/, '')
    .replace(/…$/, '')
    .toLowerCase();
  const meant = /^[0-9a-f]+$/.test(digits) && digits.length >= FEWEST_DIGITS;
  const found = meant ? imports.filter(({ digest }) => digest.startsWith(digits)) : [];
  const [one] = found;
  if (found.length > 1)
    throw new Refusal(`${shortened(name)} is the beginning of ${found.length} imports.`, 'Give more digits.');
  if (one !== undefined)
    return {
      id: one.id,
      what: `the import ${one.digest.slice(0, 12)}… of ${one.networkSlug}`,
      mutation: 'removeImport',
    };
  throw new Refusal(
    `There is no network, probe set or import ${shortened(name)}.`,
    nearNames(
      name,
      [...[...networks, ...probeSets].map(({ slug }) => slug), ...imports.map(({ digest }) => digest.slice(0, 12))],
      'networks, probe sets and imports',
    ),
  );
}

async function agreed({ terminal, signal }: Session, removals: readonly Removal[]): Promise<boolean> {
  if (!process.stdin.isTTY || !terminal.isWatched)
    throw misused('Nobody can be asked whether to remove: this is no terminal.', 'Say --yes.');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  // The reader takes Ctrl-C for itself.
  const stopped = new AbortController();
  reader.once('SIGINT', () => stopped.abort());
  try {
    const question = `Remove ${removals.map(({ what }) => what).join(', ')}? [y/N] `;
    const answer = await reader.question(question, { signal: AbortSignal.any([signal, stopped.signal]) });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    throw stopped.signal.aborted || signal.aborted ? new Interrupted() : error;
  } finally {
    reader.close();
  }
}

async function removeOne(server: ServerConnection, mutation: string, id: string): Promise<void> {
  await server.ask(`mutation ($id: ID!) { ${mutation}(id: $id) { removedId } }`, { id });
}
