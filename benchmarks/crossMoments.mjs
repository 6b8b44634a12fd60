/**
 * The cross-moment pass, 2 x 384 units over 50,000 samples: its rate over recordings in memory and on disk against NumPy's float32 X'Y of arrays in
 * memory, in turn; and all ten pairs of five such layers asked together, against one after another. Fails where sums do not agree.
 * `--quick` takes 96 units over 10,000 samples, `--rounds N` other than 3.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeLayers } from './crossMoments/layers.mjs';
import { tellRow } from './rows.mjs';
import { findPython, pythonEnvironment } from './wholePair/python.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, rounds: { type: 'string', default: '3' } },
});
const size = options.quick ? { layers: 5, units: 96, samples: 10_000 } : { layers: 5, units: 384, samples: 50_000 };
/** Variance of the units of `writeLayers`, and the largest error of a correlation that counts as the same. */
const VARIANCE = 0.04;
const TOLERANCE = 1e-6;

const [load] = loadavg();
const note = load > 0.5 * cpus().length ? `load ${load.toFixed(1)} before: the machine was busy` : undefined;
const found = findPython();
const home = mkdtempSync(join(tmpdir(), 'unitgraph-moments-'));
try {
  writeLayers(home, size);
  const rounds = [];
  // The first round writes the recordings, and does not count.
  for (let round = 0; round <= Number(options.rounds); round++) {
    const ours = measure(process.execPath, ['product.mjs', home, ...Object.values(size)], process.env);
    const theirs = found.python && measure(found.python, ['product.py', home], pythonEnvironment());
    if (theirs !== undefined) agree(ours, theirs);
    if (round > 0) rounds.push({ ours, theirs });
  }
  tell(rounds);
} finally {
  rmSync(home, { recursive: true, force: true });
}

function tell(rounds) {
  const { units, samples } = size;
  const [{ ours, theirs }] = rounds;
  console.log(
    `\n${units} x ${units} units over ${samples} samples, medians of ${rounds.length} rounds: ours ${ours.runs}`,
  );
  if (theirs !== undefined) console.log(`  theirs ${theirs.runs}`);
  const rate = (seconds) => (2 * units * units * samples) / 1e9 / median(seconds);
  const row = (name, ourCase, theirCase, against) => {
    const ourRates = rounds.map((round) => rate(round.ours.seconds[ourCase]));
    const said = { benchmark: 'crossMoments', name, ours: median(ourRates), unit: 'GFLOP/s', against, note };
    if (theirs === undefined) return tellRow({ ...said, absent: found.absent });
    const theirRates = rounds.map((round) => rate(round.theirs.seconds[theirCase]));
    const ratio = median(ourRates.map((ourRate, round) => ourRate / theirRates[round]));
    tellRow({ ...said, theirs: median(theirRates), ratio });
  };
  row('pass, recordings in memory', 'memory', 'memory', 'float32 X.T @ Y in memory');
  row('pass, recordings in memory, to theirs units-major', 'memory', 'unitsMajor', 'float32 X @ Y.T in memory');
  row('pass, recordings on disk', 'disk', 'memory', 'float32 X.T @ Y in memory');
  row('pass, recordings on disk, to theirs from disk', 'disk', 'disk', 'np.load of both, float32 X.T @ Y');
  row('correlation asked of the engine, recordings on disk', 'value', 'memory', 'float32 X.T @ Y in memory');
  const [together, apart] = ['together', 'apart'].map((way) =>
    median(rounds.map((round) => round.ours.seconds[way][0])),
  );
  const reads = `${ours.reads.together} reads of ${ours.shards} shards; one after another ${ours.reads.apart}`;
  tellRow({
    ...{ benchmark: 'crossMoments', name: 'ten pairs of five layers, asked together', ours: together, unit: 's' },
    ...{
      against: 'one after another',
      theirs: apart,
      ratio: apart / together,
      note: [reads, note].filter(Boolean).join(' · '),
    },
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

function measure(program, [script, ...rest], env) {
  const path = join(import.meta.dirname, 'crossMoments', script);
  const { status, stdout } = spawnSync(program, [path, ...rest], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${script} ended with ${status}.`);
  return JSON.parse(stdout.toString());
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
