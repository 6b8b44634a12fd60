/**
 * The cross-moment pass, 2 x 384 units over 50,000 samples: its rate over recordings in memory and on disk against NumPy's float32 X'Y of arrays in
 * memory; and all ten pairs of five such layers asked together, against one after another. The machine's own speed comes and goes by a third within
 * seconds, so ours and theirs take turns run by run, and a ratio is the median of the ratios of runs side by side. Fails where sums do not agree.
 * `--quick` takes 96 units over 10,000 samples, `--rounds N` other than 15.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { writeLayers } from './crossMoments/layers.mjs';
import { Runner } from './crossMoments/runner.mjs';
import { tellRow } from './rows.mjs';
import { findPython, pythonEnvironment } from './wholePair/python.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, rounds: { type: 'string', default: '15' } },
});
const size = options.quick ? { layers: 5, units: 96, samples: 10_000 } : { layers: 5, units: 384, samples: 50_000 };
/** Variance of the units of `writeLayers`, and the largest error of a correlation that counts as the same. */
const VARIANCE = 0.04;
const TOLERANCE = 1e-6;

/** OpenBLAS's threads spin for 2^28 cycles, a tenth of a second, when they have nothing to do: that is none of the other's time. */
const REST_MS = 250;
/** Every run of a round; in the next round in the other order. */
const ROUND = [
  ['ours', 'memory'],
  ['theirs', 'memory'],
  ['theirs', 'unitsMajor'],
  ['ours', 'disk'],
  ['theirs', 'disk'],
  ['ours', 'value'],
];

const [load] = loadavg();
const busy = load > 0.5 * cpus().length ? `load ${load.toFixed(1)} before: the machine was busy` : undefined;
const found = findPython();
const home = mkdtempSync(join(tmpdir(), 'unitgraph-moments-'));
const runners = {};
try {
  writeLayers(home, size);
  runners.ours = await start(process.execPath, ['product.mjs', home, ...Object.values(size)], process.env);
  if (found.python) runners.theirs = await start(found.python, ['product.py', home], pythonEnvironment());
  if (found.python) agree(runners.ours.ready, runners.theirs.ready);
  // The first round compiles and fills caches, and does not count.
  await round(ROUND);
  const rounds = [];
  for (let index = 0; index < Number(options.rounds); index++)
    rounds.push(await round(index % 2 === 0 ? ROUND : ROUND.toReversed()));
  tellRates(rounds);
  await tellTogether();
} finally {
  for (const runner of Object.values(runners)) await runner.end();
  rmSync(home, { recursive: true, force: true });
}

function start(program, [script, ...rest], env) {
  return Runner.start(program, [join(import.meta.dirname, 'crossMoments', script), ...rest], env);
}

/** @returns billions of operations a second of each run, by who ran and what */
async function round(runs) {
  const rates = {};
  for (const [who, name] of runs) {
    if (runners[who] === undefined) continue;
    await rest(REST_MS);
    const { seconds } = await runners[who].run(name);
    rates[`${who} ${name}`] = (2 * size.units ** 2 * size.samples) / 1e9 / seconds;
  }
  return rates;
}

function tellRates(rounds) {
  const { units, samples } = size;
  console.log(
    `\n${units} x ${units} units over ${samples} samples, ${rounds.length} rounds: ours ${runners.ours.ready.runs}`,
  );
  if (runners.theirs !== undefined) console.log(`  theirs ${runners.theirs.ready.runs}`);
  const row = (name, our, their, against) => {
    const of = (run) => rounds.map((rates) => rates[run]);
    const said = { benchmark: 'crossMoments', name, ours: median(of(`ours ${our}`)), unit: 'GFLOP/s', against };
    if (runners.theirs === undefined) return tellRow({ ...said, absent: found.absent, note: busy });
    const ratios = rounds.map((rates) => rates[`ours ${our}`] / rates[`theirs ${their}`]).sort((a, b) => a - b);
    const [low, high] = [0.25, 0.75].map((share) => ratios[Math.floor(share * (ratios.length - 1))].toFixed(2));
    const note = [`half of the ratios ${low} to ${high}`, busy].filter(Boolean).join(' · ');
    tellRow({ ...said, theirs: median(of(`theirs ${their}`)), ratio: median(ratios), note });
  };
  row('pass, recordings in memory', 'memory', 'memory', 'float32 X.T @ Y in memory');
  row('pass, recordings in memory, to theirs units-major', 'memory', 'unitsMajor', 'float32 X @ Y.T in memory');
  row('pass, recordings on disk', 'disk', 'memory', 'float32 X.T @ Y in memory');
  row('pass, recordings on disk, to theirs from disk', 'disk', 'disk', 'np.load of both, float32 X.T @ Y');
  row('correlation asked of the engine, recordings on disk', 'value', 'memory', 'float32 X.T @ Y in memory');
}

async function tellTogether() {
  const { ours } = runners;
  const runs = { together: [], apart: [] };
  for (let index = 0; index < 3; index++) for (const way of Object.keys(runs)) runs[way].push(await ours.run(way));
  const [together, apart] = Object.values(runs).map((each) => median(each.map(({ seconds }) => seconds)));
  const reads = `${runs.together[0].reads} reads of ${ours.ready.shards} shards; one after another ${runs.apart[0].reads}`;
  tellRow({
    benchmark: 'crossMoments',
    name: 'ten pairs of five layers, asked together',
    ours: together,
    unit: 's',
    against: 'one after another',
    theirs: apart,
    ratio: apart / together,
    note: [reads, busy].filter(Boolean).join(' · '),
  });
}

function agree(ours, theirs) {
  // What a sum would be if the two units were one: errors are shares of that, as they are of correlations.
  const scale = VARIANCE * size.samples;
  for (const sum of ['first', 'last']) {
    if (Math.abs(ours[sum] - theirs[sum]) / scale > TOLERANCE)
      throw new Error(`The sums do not agree: ${ours[sum]} where NumPy has ${theirs[sum]} in float64.`);
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
