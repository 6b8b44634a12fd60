/**
 * What each kind of computation takes of memory, against what it says it takes, by which it is refused or waits: one of every kind on two layers
 * of `--units N` (256) over `--samples N` (12,000), each in a fresh process that has done a small one of its kind before. The peak of
 * resident memory above what the process had then. Linux alone tells it. `--only KIND`, `--all` prints each.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inputsOf } from '@unitgraph/analysis';
import { casesFrom, openHome, SMALL, writeSides } from './memory/home.mjs';
import { tellRow, tellSkipped } from './rows.mjs';

const { values: options } = parseArgs({
  options: {
    units: { type: 'string', default: '256' },
    samples: { type: 'string', default: '12000' },
    only: { type: 'string' },
    all: { type: 'boolean' },
    quick: { type: 'boolean' },
  },
});
const size = options.quick
  ? { units: 64, samples: 2000 }
  : { units: Number(options.units), samples: Number(options.samples) };

if (existsSync('/proc/self/clear_refs')) tell(await measureAll());
else tellSkipped('memory', 'this system tells no peak since a moment: it has no /proc/self/clear_refs');

async function measureAll() {
  const home = mkdtempSync(join(tmpdir(), 'unitgraph-memory-'));
  const { engine, store } = await openHome(home);
  try {
    await writeSides(store, SMALL);
    await writeSides(store, size);
    const results = [];
    for (const [index, wanted] of casesFrom(size).entries()) {
      if (options.only !== undefined && wanted.kind !== options.only) continue;
      for (const input of inputsOf(wanted)) await engine.derive(input);
      const { measure, drawn } = wanted.parameters;
      results.push({ name: `${wanted.kind} ${measure ?? drawn ?? ''}`.trim(), ...measureOne(home, index) });
    }
    return results;
  } finally {
    await engine.dispose();
    rmSync(home, { recursive: true, force: true });
  }
}

function measureOne(home, index) {
  const script = join(import.meta.dirname, 'memory', 'one.mjs');
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', script, home, size.units, size.samples, index].map(String),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) throw new Error(`${script} ended with ${status}.`);
  return JSON.parse(stdout.toString());
}

function tell(results) {
  if (options.all)
    for (const { name, said, took } of results)
      console.log(`  ${name.padEnd(34)} said ${mebibytes(said)}, took ${mebibytes(took)}`);
  const above = results.filter(({ said, took }) => took > said);
  tellRow({
    ...{ benchmark: 'memory', name: 'computations that take more than they say', ours: above.length, unit: '' },
    note: [`of ${results.length}`, ...above.map(({ name, took }) => `${name}: ${mebibytes(took)}`)].join('; '),
  });
  const most = results.reduce((highest, each) => (each.took > highest.took ? each : highest));
  tellRow({
    ...{ benchmark: 'memory', name: `most, by ${most.name}`, ours: most.took / 2 ** 20, unit: 'MiB' },
    note: `${mebibytes(most.said)} said`,
  });
}

function mebibytes(bytes) {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
