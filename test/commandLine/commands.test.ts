import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeNpy } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Invocation, run, start } from '../support/commandLine.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

let server: RunningServer;
let folder: string;
const unitgraph = (args: readonly string[], more: Invocation = {}) =>
  run(args, { server: server.address, cwd: folder, ...more });

beforeAll(async () => {
  server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off' } });
  folder = mkdtempSync(join(tmpdir(), 'unitgraph-commands-'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const MATCHING = `query ($left: ID!) { compare(left: $left, right: "layer:alexnet-2/conv1") { ... on LayerComparison {
  matching { ... on Matching { mean matchedCount } } } } }`;

describe('status', () => {
  it('shows the same to people and to programs', async () => {
    const [people, program] = await Promise.all([unitgraph(['status']), unitgraph(['status', '--json'])]);
    expect([people.code, program.code, people.stderr, program.stderr]).toEqual([0, 0, '', '']);
    const value = JSON.parse(program.stdout);
    expect(value.server).toBe(server.address);
    expect(value.networks.totalCount).toBe(6);
    for (const { slug } of value.networks.nodes) expect(people.stdout).toContain(`  ${slug} `);
    expect(people.stdout).toContain(value.engine.dataFolder);
    expect(people.stdout).toMatch(/^Probe sets 1\n {2}digits {2}1,797 stimuli {2}1 x 8 x 8 {2}10 classes {2}/m);
  });
});

describe('query', () => {
  it('waits until nothing is computed any more, wherever it stands in the answer', async () => {
    const text = `{ compare(left: "layer:alexnet-1/conv5", right: "layer:alexnet-2/conv5") { ... on LayerComparison {
      matching { ... on Matching { mean baseline { ... on Baseline { mean } } } } } } }`;
    const { code, stdout } = await unitgraph(['query', text]);
    expect(code).toBe(0);
    const data = JSON.parse(stdout);
    expect(data).toEqual(await server.query(text));
    expect(data.compare.matching.mean).toBeGreaterThan(data.compare.matching.baseline.mean);
  });

  it('takes files, variables and standard input, and they are the same', async () => {
    writeFileSync(join(folder, 'matching.graphql'), MATCHING);
    writeFileSync(join(folder, 'variables.json'), '{"left": "layer:alexnet-1/conv1"}');
    const outcomes = await Promise.all([
      unitgraph(['query', MATCHING, '--variables', '{"left": "layer:alexnet-1/conv1"}']),
      unitgraph(['query', 'matching.graphql', '--variables', '@variables.json']),
      unitgraph(['query', '-', '--variables', '@variables.json'], { input: MATCHING }),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(outcomes.map(({ stdout }) => stdout)).size).toBe(1);
    expect(JSON.parse(outcomes[0]?.stdout ?? '').compare.matching.matchedCount).toBe(32);
  });

  it('prints what is there where it shall not wait, and says so by its code', async () => {
    const text = `{ compare(left: "layer:resnet-1/stage3.block2", right: "layer:resnet-2/stage3.block2") {
      ... on LayerComparison { similarity(by: RSA) { ... on Similarity { value baseline(repeats: 200) { ... on SimilarityBaseline { mean } } } } } } }`;
    const { code, stdout, stderr } = await unitgraph(['query', text, '--no-wait']);
    expect(code).toBe(5);
    expect(JSON.parse(stdout).compare.similarity).toMatchObject({ __typename: 'Computation' });
    expect(stderr).toMatch(/^unitgraph: Not finished within that time: .*\nThe server goes on/);
    const [{ id }] = [JSON.parse(stdout).compare.similarity];
    const cancelled = await unitgraph(['query', `mutation { cancel(computation: "${id}") { state } }`]);
    expect(cancelled.code).toBe(0);
    expect(['CANCELLED', 'DONE']).toContain(JSON.parse(cancelled.stdout).cancel.state);
  });

  it('shows computations that are asked for as such, without waiting for them', async () => {
    const list = await unitgraph(['query', '{ computations(first: 3) { nodes { id state } } }']);
    const { nodes } = JSON.parse(list.stdout).computations;
    expect(list.code).toBe(0);
    expect(Object.keys(nodes[0])).toEqual(['id', 'state']);
    const one = await unitgraph(['query', `{ node(id: "${nodes[0].id}") { ... on Computation { title } } }`]);
    expect(one.code).toBe(0);
    expect(Object.keys(JSON.parse(one.stdout).node)).toEqual(['title']);
  });

  it.each<[string[], RegExp, number]>([
    [['{ networks { totalCont } }'], /line 1, column 14: Cannot query field "totalCont".*"totalCount"/, 4],
    [['{ networks {'], /line 1, column \d+: Syntax Error/, 4],
    [[MATCHING], /Variable "\$left" of required type "ID!"/, 4],
    [['query A { networks { totalCount } } query B { networks { totalCount } }'], /operation/i, 4],
    [['subscription { activity { id } }'], /A subscription has no end/, 2],
    [['no-such.graphql'], /neither a query nor a file/, 1],
    [['-'], /Standard input is empty/, 1],
    [['{ networks { totalCount } }', '--variables', '@absent.json'], /There is no file absent\.json/, 1],
  ])('fails with its code and the reason: %j', async (args, message, code) => {
    const outcome = await unitgraph(['query', ...args]);
    expect(outcome.stderr).toMatch(message);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
  });

  it('prints data that came with errors, and fails', async () => {
    const { code, stdout, stderr } = await unitgraph([
      'query',
      '{ networks { totalCount } node(id: "nonsense") { id } }',
    ]);
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toEqual({ networks: { totalCount: 6 }, node: null });
    expect(stderr).toMatch(/^unitgraph: node: /);
  });

  it('takes one of several operations', async () => {
    const text = 'query A { networks { totalCount } } query B { probeSets { totalCount } }';
    const { stdout } = await unitgraph(['query', text, '--operation', 'B']);
    expect(JSON.parse(stdout)).toEqual({ probeSets: { totalCount: 1 } });
  });
});

describe('record', () => {
  it('records the layers that are wanted', async () => {
    const { code, stdout } = await unitgraph(['record', 'AlexNet-shaped 3', '--layers', 'conv1,fc6', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).layers).toEqual([
      expect.objectContaining({ name: 'conv1', state: 'DONE', samples: 115_008, unitCount: 32, probeSet: 'digits' }),
      expect.objectContaining({ name: 'fc6', state: 'DONE', samples: 1_797, unitCount: 128 }),
    ]);
    const people = await unitgraph(['record', 'alexnet-3', '--layers', 'conv1', '--layers', 'fc6']);
    expect(people.stdout).toMatch(
      /^conv1 {2}115,008 samples {2}32 units +14\.7 MB {2}digits\nfc6 +1,797 samples +128 units/,
    );
  });

  it('is silent but for results where that was asked for', async () => {
    const { code, stdout, stderr } = await unitgraph(['record', 'alexnet-4', '--layers', 'conv5', '--quiet']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^conv5 /);
  });

  it('reduces as it is told', async () => {
    const { stdout } = await unitgraph([
      'record',
      'alexnet-3',
      '--layers',
      'conv1',
      '--reduction',
      'sampled:4:7',
      '--json',
    ]);
    expect(JSON.parse(stdout).layers[0].samples).toBe(4 * 1_797);
  });

  it.each<[string[], RegExp]>([
    [['alexnet-9'], /There is no network alexnet-9\.\nDid you mean alexnet-1 or /],
    [['alexnet-1', '--layers', 'conv1,cnv2'], /alexnet-1 has no layer cnv2\.\nDid you mean conv2\?/],
    [['alexnet-1', '--probe-set', 'digit'], /There is no probe set digit\.\nDid you mean digits\?/],
    [
      ['alexnet-1', '--layers', 'conv5', '--reduction', 'sampled:1000'],
      /cannot be recorded: SAMPLED takes 1000 positions/,
    ],
  ])('refuses what is not there, with what is near: %j', async (args, message) => {
    const { code, stderr } = await unitgraph(['record', ...args]);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });

  const computationIds = async (): Promise<string[]> => {
    const text = '{ computations(first: 100) { nodes { id } } }';
    const { computations } = await server.query<{ computations: { nodes: { id: string }[] } }>(text);
    return computations.nodes.map(({ id }) => id);
  };

  it('ends by Ctrl-C, and says what goes on', async () => {
    const known = new Set(await computationIds());
    const running = start(['record', 'resnet-2', '--reduction', 'sampled:3:5', '--json'], { server: server.address });
    // Once the server was told: until then, the command may not be there to hear the signal.
    const isTold = async () =>
      running.process.exitCode !== null || (await computationIds()).some((id) => !known.has(id));
    await expect.poll(isTold, { timeout: 60_000, interval: 20 }).toBe(true);
    running.process.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended;
    // A fast machine may have been ready by then.
    if (code === 0) return;
    expect([code, stdout]).toEqual([130, '']);
    expect(JSON.parse(stderr).error).toMatchObject({ message: 'Stopped.', remedy: expect.stringMatching(/goes on/) });
  });
});

describe('export', () => {
  const pair = ['alexnet-1/conv1', 'alexnet-2/conv1'];

  it('writes matches that are those of the graph', async () => {
    const { code, stdout } = await unitgraph(['export', ...pair, '--rule', 'greedy']);
    expect(code).toBe(0);
    const { compare } = await server.query<{ compare: { matching: { mean: number; matches: { nodes: never[] } } } }>(
      `{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") { ... on LayerComparison { matching(rule: GREEDY) {
        ... on Matching { mean matches(first: 500) { nodes { value source { index } target { index } mutual } } } } } } }`,
    );
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    expect(rows.shift()).toEqual(['rank', 'left', 'right', 'value', 'mutual']);
    expect(rows).toEqual(
      compare.matching.matches.nodes.map(({ value, source, target, mutual }: Record<string, never>, index) =>
        [index + 1, (source as { index: number }).index, (target as { index: number }).index, value, mutual].map(
          String,
        ),
      ),
    );
    const mean = rows.reduce((sum, row) => sum + Number(row[3]), 0) / rows.length;
    expect(mean).toBeCloseTo(compare.matching.mean, 6);
  });

  it('writes all pairs alike in all formats, by the name of the file', async () => {
    for (const format of ['npy', 'csv', 'json']) {
      const outcome = await unitgraph(['export', ...pair, '--matrix', '-o', `all.${format}`, '--json']);
      expect(JSON.parse(outcome.stdout)).toMatchObject({ output: `all.${format}`, format, rows: 32, columns: 32 });
    }
    const npy = decodeNpy(new Uint8Array(readFileSync(join(folder, 'all.npy'))));
    const json = JSON.parse(readFileSync(join(folder, 'all.json'), 'utf8')) as (number | null)[][];
    const [header, ...csv] = readFileSync(join(folder, 'all.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    expect(npy.shape).toEqual([32, 32]);
    expect(header?.length).toBe(33);
    for (let row = 0; row < 32; row++)
      for (let column = 0; column < 32; column++) {
        const value = (npy.data as Float32Array)[row * 32 + column] as number;
        const [cell, text] = [json[row]?.[column], csv[row]?.[column + 1]];
        expect(Number.isNaN(value) ? null : Math.fround(cell ?? Number.NaN)).toBe(Number.isNaN(value) ? cell : value);
        expect(Number.isNaN(value) ? '' : Math.fround(Number(text))).toBe(Number.isNaN(value) ? text : value);
      }
  });

  it('writes a recording whole, or leaves what was there', async () => {
    const { code, stdout } = await unitgraph(['export', 'alexnet-1/fc7', '--output', 'fc7.npy']);
    expect([code, stdout]).toEqual([0, 'fc7.npy: fc7 of alexnet-1 on digits, 1,797 samples x 64 units, 460 kB\n']);
    const whole = readFileSync(join(folder, 'fc7.npy'));
    expect(decodeNpy(new Uint8Array(whole)).shape).toEqual([1_797, 64]);
    const refused = await unitgraph(['export', 'alexnet-1/fc77', '--output', 'fc7.npy']);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/has no layer fc77\.\nDid you mean fc7/) });
    expect(readFileSync(join(folder, 'fc7.npy')).equals(whole)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.each<[string[], RegExp]>([
    [['alexnet-1/conv1', 'resnet-1/stage3.block2'], /positions/],
    [['alexnet-1', 'alexnet-2/conv1'], /alexnet-1 names no layer\.\nWrite NETWORK\/LAYER/],
    [
      [...['alexnet-1/conv1', 'alexnet-2/conv1'], '-o', 'absent/x.csv'],
      /absent\/x\.csv cannot be written: its folder is not there/,
    ],
    [[...['alexnet-1/conv1', 'alexnet-2/conv1'], '-o', '.'], /\. is a folder/],
    [[...['alexnet-1/conv1', 'alexnet-2/conv1'], '-o', 'x.xlsx'], /Files that end in \.xlsx are not known/],
  ])('refuses: %j', async (args, message) => {
    const { code, stderr } = await unitgraph(['export', ...args]);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });

  it('is quiet when the reader has read enough, as head has', async () => {
    const running = start(['export', 'alexnet-1/conv1'], { server: server.address });
    running.process.stdout?.once('data', () => running.process.stdout?.destroy());
    const { code, stdout, stderr } = await running.ended;
    expect([code, stderr]).toEqual([0, '']);
    // Less than the 14.7 MB that it is.
    expect(stdout.length).toBeLessThan(2 ** 20);
  });
});

describe('remove', () => {
  it('asks nobody who is not there', async () => {
    expect(await unitgraph(['remove', 'resnet-2'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Say --yes/),
    });
  });

  it('removes nothing where one of the names is wrong', async () => {
    const { code, stderr } = await unitgraph(['remove', 'resnet-2', 'resnett-1', '--yes']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/There is no network, probe set or import resnett-1\.\nDid you mean resnet-1/),
    ]);
    expect(
      (await server.query<{ networks: { totalCount: number } }>('{ networks { totalCount } }')).networks.totalCount,
    ).toBe(6);
  });

  it('removes what is named', async () => {
    const { code, stdout } = await unitgraph(['remove', 'resnet-2', '--yes', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([0, { removed: ['network:resnet-2'] }]);
    expect(await server.query('{ network(slug: "resnet-2") { id } }')).toEqual({ network: null });
    await server.query('mutation { restoreExamples { networks { id } } }');
  });
});
