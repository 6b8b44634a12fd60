import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript
import { growthOf } from '../../benchmarks/scaling/growth.mjs';
// @ts-expect-error plain JavaScript
import { chosenBenchmarks } from '../../scripts/benchmarks/catalogue.mjs';
// @ts-expect-error plain JavaScript
import { keepRun } from '../../scripts/benchmarks/history.mjs';
// @ts-expect-error plain JavaScript
import { machineFacts, versionsHere } from '../../scripts/benchmarks/machine.mjs';
// @ts-expect-error plain JavaScript
import { runBenchmarks } from '../../scripts/benchmarks/runBenchmarks.mjs';
// @ts-expect-error plain JavaScript
import { reportOf } from '../../scripts/benchmarks/table.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unitgraph-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const facts = {
  ...{ date: '2026-01-01T00:00:00.000Z', quick: true, load: 0.1, seconds: 12.34567, left: ['coldPage'], skipped: [] },
  machine: { cores: 2, model: 'a processor', memory: 8, platform: 'linux x64' },
  versions: { unitgraph: '123', node: 'v20' },
};

describe('npm run bench', () => {
  it('runs what takes seconds to minutes unless others are named, and knows all names', () => {
    const usual = chosenBenchmarks([], false);
    expect(usual.chosen).toEqual(expect.arrayContaining(['scaling', 'warmQuery', 'wholePair', 'coldPage', 'startUp']));
    expect(usual.left).toEqual(expect.arrayContaining(['architectures', 'cancel', 'largeImport']));
    expect(chosenBenchmarks([], true).left).toContain('coldPage');
    expect(chosenBenchmarks(['largeImport'], false).chosen).toEqual(['largeImport']);
    expect(chosenBenchmarks(['rows'], false)).toMatchObject({ chosen: [], unknown: ['rows'] });
  });

  it('says on which machine it runs, and what', () => {
    expect(machineFacts().cores).toBeGreaterThan(0);
    expect(versionsHere()).toMatchObject({
      node: process.version,
      '@apollo/server': expect.stringMatching(/^\d+\.\d+/),
    });
  });

  it('fits the exponent of a power law', () => {
    const points = [1, 10, 100].map((size) => ({ size, seconds: 0.3 * size ** 1.7 }));
    expect(growthOf(points)).toBeCloseTo(1.7, 10);
  });
});

describe('a run', () => {
  type Row = { benchmark: string; name: string; ours: number; unit: string };
  let run: { rows: Row[]; failed: string[]; seconds: number; skipped: object[] };
  beforeAll(async () => {
    // Those that need neither a server nor Python: what is absent says so.
    const environment = { UNITGRAPH_TEST_PYTHON: '/nowhere/python', UNITGRAPH_TEST_TORCH: '/nowhere/python' };
    const names = ['scaling', 'mutualInformation', 'torchProducts'];
    run = await runBenchmarks(names, { options: ['--quick'], quiet: true, environment });
  });

  it('gathers rows of all, each with a number', () => {
    expect(run.failed).toEqual([]);
    expect(new Set(run.rows.map(({ benchmark }) => benchmark))).toEqual(
      new Set(['scaling', 'mutualInformation', 'torchProducts']),
    );
    for (const { ours } of run.rows) expect(Number.isFinite(ours)).toBe(true);
    const along = run.rows.filter(({ benchmark }) => benchmark === 'scaling').map(({ name }) => name);
    for (const what of ['over samples', 'over units', 'over pairs of networks'])
      expect(along.some((name) => name.includes(what))).toBe(true);
  });

  it('prints one table, and below it what is absent, and what was not run', () => {
    const report = reportOf({ ...facts, ...run }) as string;
    const table = report.split('\n').filter((line) => line.startsWith('|'));
    expect(table.length).toBe(run.rows.length + 2);
    expect(new Set(table.map((line) => line.split(' | ').length)).size).toBe(1);
    expect(report).toMatch(/Absent: a loop of numpy.histogram2d .*: \/nowhere\/python cannot import NumPy/);
    expect(report).toMatch(/Absent: PyTorch on the CPU/);
    expect(report).toMatch(/Not run: coldPage/);
  });

  it('is kept as one line, beside those before it', () => {
    const file = join(folder, 'runs.jsonl');
    for (let kept = 0; kept < 2; kept++) keepRun({ ...run, ...facts }, file);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines.length).toBe(2);
    const kept = JSON.parse(lines[0] as string);
    expect(kept).toMatchObject({ date: facts.date, machine: facts.machine, versions: facts.versions, seconds: 12.35 });
    expect(kept.rows.length).toBe(run.rows.length);
  });
});

describe('a benchmark that fails', () => {
  it('is named, and stops none behind it', async () => {
    const run = await runBenchmarks(['mutualInformation', 'torchProducts'], {
      options: ['--no-such-option'],
      quiet: true,
    });
    expect(run.failed).toEqual(['mutualInformation', 'torchProducts']);
    const report = reportOf({ ...facts, ...run }) as string;
    expect(report).toMatch(/Failed: mutualInformation/);
    expect(report).toMatch(/Failed: torchProducts/);
  });
});
