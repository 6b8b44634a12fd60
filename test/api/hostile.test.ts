import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../apps/server/dist/index.js';
import { type RunningServer, startServer } from '../support/runningServer.js';
import { type OpenGraph, openGraph } from './graph.js';

// Whole servers start here, one after another.

const MAIN = join(import.meta.dirname, '../../apps/server/dist/main.js');

/** Runs the server where it cannot start; everything that it printed. */
async function refusal(environment: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', UNITGRAPH_DASHBOARD: 'off', ...environment },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (text += String(bytes)));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, lines: text.trim().split('\n') };
}

describe('a server that cannot start says why in one line', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'unitgraph-hostile-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('port in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const { code, lines } = await refusal({ PORT: String(port), UNITGRAPH_HOME: join(folder, 'a') });
    taken.close();
    expect(code).toBe(1);
    expect(lines).toEqual([`Port ${port} on 127.0.0.1 is in use. Choose another one: PORT=${port + 1} npm start`]);
  });

  it('data folder in use', async () => {
    const home = join(folder, 'b');
    mkdirSync(home);
    const first = await startServer({ home, environment: { UNITGRAPH_DASHBOARD: 'off' } });
    const { code, lines } = await refusal({ UNITGRAPH_HOME: home });
    await first.stop({ keep: true });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toMatch(
      new RegExp(`data folder ${home} is in use by another server \\(process ${first.process.pid}\\)`),
    );
  });

  it('a file where the data folder should be', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, lines } = await refusal({ UNITGRAPH_HOME: join(file, 'home') });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toMatch(/a file stands in its way.*UNITGRAPH_HOME/);
  });

  it.skipIf(process.platform !== 'linux')('a data folder that cannot be written', async () => {
    // Even the superuser makes no folder here.
    const { code, lines } = await refusal({ UNITGRAPH_HOME: '/sys/unitgraph' });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toMatch(/^The data folder \/sys\/unitgraph cannot be written \(E[A-Z]+\)\. .*UNITGRAPH_HOME/);
  });

  it.each([
    [{ PORT: 'web' }, 'PORT=web is not a whole number from 0 to 65535.', 'Unset it for 4000.'],
    [
      { UNITGRAPH_MAX_COST: '0' },
      'UNITGRAPH_MAX_COST=0 is not a whole number from 1 to 1000000000.',
      'Unset it for 200000.',
    ],
    [
      { UNITGRAPH_BACKEND: 'abacus' },
      'UNITGRAPH_BACKEND=abacus is no backend.',
      /^Unset it, or name one of tensorflow, /,
    ],
    [{ UNITGRAPH_DASHBOARD: 'maybe' }, 'UNITGRAPH_DASHBOARD=maybe is not known.', /`off`/],
  ])('a setting that makes no sense: %j', (variables, message, remedy) => {
    expect(() => readEnvironment(variables)).toThrow(
      expect.objectContaining({ message, remedy: typeof remedy === 'string' ? remedy : expect.stringMatching(remedy) }),
    );
  });

  it.each([
    [{ HOST: '203.0.113.7' }, /^203\.0\.113\.7 is no address of this machine\./],
    [
      { UNITGRAPH_EXAMPLES: join(tmpdir(), 'unitgraph-nothing') },
      /^The folder of examples .*unitgraph-nothing cannot be read/,
    ],
  ])('a place that is not there: %j', async (environment, message) => {
    const { code, lines } = await refusal({ UNITGRAPH_HOME: join(folder, 'c'), ...environment } as Record<
      string,
      string
    >);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toMatch(message);
  });
});

describe('a recording whose shard is', () => {
  let graph: OpenGraph;
  beforeAll(async () => {
    graph = await openGraph();
  });
  afterAll(() => graph.close());

  const ask =
    '{ node(id: "unit:alexnet-1/conv1/3") { ... on Unit { activations(limit: 20) { __typename ... on ActivationSample { total points { x } } ... on Computation { state error } } } } }';
  /** The largest blob is the shard: models and stimuli are smaller. */
  const shard = (): string => {
    const folder = join(graph.services.store.folder, 'blobs');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile());
    return files.sort((a, b) => statSync(b).size - statSync(a).size)[0] ?? '';
  };

  it.each(['truncated', 'missing'])('%s is recorded anew when it is asked for again', async (damage) => {
    const before = await graph.data(ask);
    expect(before.node.activations.total).toBe(115_008);
    if (damage === 'truncated') truncateSync(shard(), 1000);
    else rmSync(shard());
    const after = await graph.data(ask);
    expect(after).toEqual(before);
  });
});

describe('a server that is told to stop', () => {
  let server: RunningServer;
  it('ends in good order, children included', async () => {
    server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off' } });
    await server.query('{ node(id: "layer:alexnet-1/fc7") { ... on Layer { summary { __typename } } } }');
    await server.stop();
    expect([server.process.exitCode, server.process.signalCode]).toEqual([0, null]);
  });
});
