/**
 * How far prices are from what computations take: a cold computation of every kind on layers of several sizes, and recordings of
 * the example networks, in a seeded random order, each with its inputs ready, its price asked right before. The device is calibrated
 * first, in a folder of its own. Tells the median and the 90th percentile of |estimate / actual - 1|: of the calibration alone, and of
 * prices that learn on the way, as they do in use. `DUMP=file` keeps each case's numbers; `BEFORE=file` reads those of an earlier run and
 * tells how well its times would have told these.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, inputsOf, RandomSource, selectBackend, WORK_KINDS } from '@unitgraph/analysis';
import { FolderStore } from '../apps/server/dist/storage/folderStore.js';
import { casesOf, writeLayer } from './price/cases.mjs';
import { recordingsOfExamples } from './price/recordings.mjs';
import { tellRow } from './rows.mjs';

/** Units of the left and the right, and samples. */
const SIZES = process.argv.includes('--quick')
  ? [
      [16, 24, 1000],
      [48, 32, 4000],
    ]
  : [
      [16, 24, 1000],
      [32, 32, 30_000],
      [64, 48, 4000],
      [96, 128, 2000],
      [128, 96, 12_000],
      [256, 192, 3000],
    ];

const folder = mkdtempSync(join(tmpdir(), 'unitgraph-price-'));
const store = new FolderStore(folder);
await store.prepare();
const { backend } = await selectBackend({ prefer: process.env.UNITGRAPH_BACKEND || undefined });
const engine = new Engine({ store, backend: async () => backend });
const took = new Map();
engine.subscribe(({ derivation, state, seconds }) => {
  if (state === 'DONE') took.set(derivation.key, seconds);
});

// The first computation opens the device; it is measured once nothing else is asked for.
const [warmUp] = casesOf(
  await writeLayer(store, { name: 'first', units: 8, samples: 500, seed: 1 }),
  await writeLayer(store, { name: 'second', units: 8, samples: 500, seed: 2 }),
).filter(({ kind }) => kind === 'correlation');
await engine.derive(warmUp);
const asked = performance.now();
while (engine.calibration === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
console.log(
  `Prices on ${backend.name}, ${backend.device}; calibrated ${((performance.now() - asked) / 1000).toFixed(2)} s after the first answer:`,
);
console.log(`  ${WORK_KINDS.map((kind) => `${kind} ${engine.calibration.rates[kind].toExponential(1)}`).join(' · ')}`);

const cases = [...(await recordingsOfExamples(store))];
for (const [place, [left, right, samples]] of SIZES.entries()) {
  const x = await writeLayer(store, { name: `left ${place}`, units: left, samples, seed: 10 + 2 * place });
  const y = await writeLayer(store, { name: `right ${place}`, units: right, samples, seed: 11 + 2 * place });
  cases.push(...casesOf(x, y));
}
const order = new RandomSource(7).shuffle(Int32Array.from(cases.keys()));
const results = [];
for (const index of order) {
  const wanted = cases[index];
  for (const input of inputsOf(wanted)) await engine.derive(input);
  // One that was an input of an earlier one is there already.
  if (took.has(wanted.key)) continue;
  const unlearned = engine.prices.unlearnedSecondsOf([wanted]);
  const { seconds } = await engine.estimate(wanted);
  await engine.derive(wanted);
  const { measure, drawn } = wanted.parameters;
  const { left, right, units, samples } = wanted.size;
  const name = `${wanted.kind} ${measure ?? drawn ?? ''}`.trim();
  const size = `${left ?? units}${right === undefined ? '' : ` x ${right}`} x ${samples}`;
  results.push({ key: wanted.key, name, size, unlearned, learned: seconds, actual: took.get(wanted.key) });
}
if (process.env.DUMP) writeFileSync(process.env.DUMP, JSON.stringify({ rates: engine.calibration.rates, results }));
if (process.argv.includes('--all')) {
  for (const { name, size, unlearned, learned, actual } of results.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const [a, b, c] = [unlearned, learned, actual].map((number) => `${(1000 * number).toFixed(1)} ms`.padStart(11));
    console.log(`  ${name.padEnd(32)} ${size.padEnd(18)}${a}${b}${c}`);
  }
}
const errorsOf = (name) =>
  results.map((result) => 100 * Math.abs(result[name] / result.actual - 1)).sort((a, b) => a - b);
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
for (const [name, said] of [
  ['learned', 'prices that learn'],
  ['unlearned', 'a fresh calibration alone'],
]) {
  const errors = errorsOf(name);
  const note = `${results.length} cold computations of ${new Set(results.map((each) => each.name)).size} kinds; within a factor of two: ${results.filter((each) => each[name] / each.actual < 2 && each[name] / each.actual > 0.5).length}`;
  tellRow({ benchmark: 'price', name: `median error of ${said}`, ours: at(errors, 0.5), unit: '%', note });
  tellRow({ benchmark: 'price', name: `90th percentile of the error of ${said}`, ours: at(errors, 0.9), unit: '%' });
}
if (process.env.BEFORE) {
  const before = new Map(JSON.parse(readFileSync(process.env.BEFORE, 'utf8')).results.map((each) => [each.key, each]));
  const differences = results
    .filter(({ key }) => before.has(key))
    .map(({ key, actual }) => 100 * Math.abs(before.get(key).actual / actual - 1))
    .sort((a, b) => a - b);
  tellRow({
    ...{ benchmark: 'price', name: 'median error if an earlier run had told the times', unit: '%' },
    ...{ ours: at(differences, 0.5), note: 'what no price can do better' },
  });
}
const sum = (name) => results.reduce((total, result) => total + result[name], 0);
tellRow({
  ...{ benchmark: 'price', name: 'error of all of them together, learned', unit: '%' },
  ours: 100 * Math.abs(sum('learned') / sum('actual') - 1),
  note: `${sum('learned').toFixed(1)} s estimated, ${sum('actual').toFixed(1)} s taken`,
});
await engine.dispose();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
