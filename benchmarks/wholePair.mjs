/**
 * The whole analysis of one pair of layers, 256 x 256 units over 50,000 samples, against the same work by NumPy, SciPy and
 * scikit-learn: stage by stage, each side in a fresh process, in turn, ratios taken round by round. Fails where the two do
 * not come to the same. `--quick` takes 64 x 64 units over 5,000 samples, `--rounds N` other than 3, `--json` prints JSON.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tellRow } from './rows.mjs';
import { compareResults } from './wholePair/agreement.mjs';
import { findPython, pythonEnvironment } from './wholePair/python.mjs';
import { writeRecordings } from './wholePair/recordings.mjs';
import { tableOf } from './wholePair/table.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, rounds: { type: 'string', default: '3' } },
});
const size = options.quick ? { units: 64, samples: 5000, seed: 1 } : { units: 256, samples: 50_000, seed: 1 };
const say = options.json ? () => {} : console.log;

const [load] = loadavg();
const busy =
  load > 0.5 * cpus().length ? `load ${load.toFixed(1)} before the first round: the machine was busy` : undefined;

const found = findPython();
const folder = mkdtempSync(join(tmpdir(), 'unitgraph-pair-'));
try {
  writeRecordings(folder, size);
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    const product = measure('product', process.execPath, 'product.mjs', process.env);
    const python = found.python && measure('python', found.python, 'stages.py', pythonEnvironment());
    if (python !== undefined) compareResults(product.results, python.results);
    rounds.push({ product, python });
    say(`round ${round + 1} of ${options.rounds} done`);
  }
  const { text, ...numbers } = tableOf(rounds);
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  const { product, python } = rounds[0];
  const report = {
    size,
    machine,
    product: product.runs,
    python: python?.runs ?? null,
    absent: found.absent,
    busy,
    ...numbers,
  };
  if (options.json) console.log(JSON.stringify(report, null, 2));
  say(`\n${size.units} x ${size.units} units over ${size.samples} samples, on ${machine}`);
  say(`  ours   ${report.product}`);
  say(
    python === undefined
      ? `  theirs are absent: ${found.absent}`
      : `  theirs ${report.python}\n  Results of all stages agree.`,
  );
  if (busy !== undefined) say(`  ${busy}, which hurts threads that wait for each other most.`);
  say(text);
  if (!options.json) for (const row of rowsOf(numbers.stages)) tellRow(row);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A row for each stage and way of theirs; one where both ways are the same. */
function rowsOf(stages) {
  const pair = `${size.units} x ${size.units} x ${size.samples.toLocaleString('en')}`;
  return stages.flatMap(({ name, ours, usual, tuned }) => {
    const row = { benchmark: 'wholePair', name: `${name}, ${pair}`, ours, unit: 's' };
    if (usual === undefined) return [{ ...row, against: 'NumPy, SciPy, scikit-learn', absent: found.absent }];
    const against = ({ seconds, ratio, way }, word) => ({
      ...{ ...row, against: `NumPy, SciPy, scikit-learn${word}`, theirs: seconds, ratio },
      note: way,
    });
    const same = usual.way === tuned.way && usual.seconds === tuned.seconds;
    return same ? [against(usual, '')] : [against(usual, ' as usual'), against(tuned, ' tuned')];
  });
}

/** One side's whole analysis in a process of its own. */
function measure(side, program, script, env) {
  const { status } = spawnSync(program, [join(import.meta.dirname, 'wholePair', script), folder], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}.`);
  return JSON.parse(readFileSync(join(folder, `${side}.json`), 'utf8'));
}
