/**
 * The ten best partners of every unit of two layers, both ways, without the matrix of all correlations: 4,096 to 16,384 units a side over
 * 2,000 samples (`--full`: to 65,536), against NumPy's float32 products and argpartition, tile by tile, which come to the same or the
 * benchmark fails. Each side is a fresh process; `--units=N,M` takes other sizes, `--kept=K` other lists, `--samples=N` other recordings.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeNpy } from '@unitgraph/analysis';
import { FolderStore } from '../apps/server/dist/storage/folderStore.js';
import { writeSide } from './bestMatches/recordings.mjs';
import { tellRow } from './rows.mjs';
import { findPython, pythonEnvironment } from './wholePair/python.mjs';

const { values: options } = parseArgs({
  strict: false,
  options: {
    full: { type: 'boolean' },
    quick: { type: 'boolean' },
    units: { type: 'string' },
    kept: { type: 'string', default: '10' },
    samples: { type: 'string', default: '2000' },
  },
});
const [kept, samples] = [Number(options.kept), Number(options.samples)];
const usual = options.quick ? [2048, 4096] : [4096, 8192, 16_384, ...(options.full ? [65_536] : [])];
const sizes = options.units?.split(',').map(Number) ?? usual;

const found = findPython();
const [load] = loadavg();
console.log(`${kept} best partners, both ways, ${samples} samples, on ${cpus().length} x ${cpus()[0]?.model.trim()}`);
if (load > 0.5 * cpus().length) console.log(`  load ${load.toFixed(1)} before it: the machine was busy`);

const ours = [];
for (const units of sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'unitgraph-best-'));
  try {
    const store = new FolderStore(folder);
    await store.prepare();
    const sides = [];
    for (const [place, name] of ['left', 'right'].entries())
      sides.push(await writeSide(store, folder, { name, units, samples, seed: place + 1 }));
    writeFileSync(join(folder, 'sides.json'), JSON.stringify(sides));
    const product = measure(process.execPath, 'search.mjs', folder, process.env);
    ours.push({ units, seconds: product.seconds });
    const python = found.python && measure(found.python, 'search.py', folder, pythonEnvironment());
    if (python !== undefined) compareSides(folder, units);
    tell(units, product, python);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const [first, last] = [ours[0], ours.at(-1)];
if (first.units < last.units) {
  const exponent = Math.log(last.seconds / first.seconds) / Math.log(last.units / first.units);
  tellRow({
    ...{ benchmark: 'bestMatches', name: `growth, ${first.units} to ${last.units} units a side`, ours: exponent },
    ...{ unit: 'exponent of the units', note: 'all products are 2' },
  });
}

function measure(program, script, folder, env) {
  const path = join(import.meta.dirname, 'bestMatches', script);
  const ran = spawnSync(program, [path, folder, String(kept)], { env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (ran.status !== 0) throw new Error(`${script} ended with ${ran.status ?? ran.signal}:\n${ran.stderr}`);
  return JSON.parse(ran.stdout.trim().split('\n').at(-1));
}

function tell(units, product, python) {
  const common = { benchmark: 'bestMatches', against: 'NumPy, tile by tile', absent: found.absent };
  const gigaflops = (2 * units * units * samples) / (1e9 * product.seconds);
  const { price, peakBytes, processorSeconds } = product;
  tellRow({
    ...{ ...common, name: `${units} x ${units} units`, ours: product.seconds, unit: 's' },
    ...(python && { theirs: python.seconds, ratio: python.seconds / product.seconds }),
    note: `${gigaflops.toFixed(0)} GFLOP/s, ${processorSeconds.toFixed(1)} s of processors; its price said ${price.seconds.toFixed(1)} s`,
  });
  tellRow({
    ...{ ...common, name: `${units} x ${units} units, peak memory`, ours: peakBytes / 2 ** 20, unit: 'MiB' },
    ...(python && { theirs: python.peakBytes / 2 ** 20, ratio: python.peakBytes / peakBytes }),
    note: `the matrix would take ${((8 * units * units) / 2 ** 20).toFixed(0)} MiB`,
  });
}

/** @throws where both sides differ: values by more than float32 has digits of, partners of values that are further apart than that */
function compareSides(folder, units) {
  for (const side of ['left', 'right']) {
    const read = (name) => readFileSync(join(folder, name));
    const array = (Type, name) => new Type(new Uint8Array(read(name)).buffer);
    const [partners, values] = [array(Int32Array, `${side}.partners`), array(Float64Array, `${side}.values`)];
    const [theirs, theirValues] = ['partners', 'values'].map(
      (what) => decodeNpy(new Uint8Array(read(`theirs-${side}-${what}.npy`))).data,
    );
    let row = 0;
    for (let unit = 0; unit < units; unit++) {
      if (partners[unit * kept] < 0) continue;
      for (let place = 0; place < kept; place++) {
        const [own, their] = [unit * kept + place, row * kept + place];
        const apart = Math.abs(values[own] - theirValues[their]);
        if (apart > 1e-6)
          throw new Error(`${side} unit ${unit}, place ${place}: ${values[own]} is not ${theirValues[their]}.`);
        const near = [values[own + 1] ?? -2, values[own - 1] ?? 2].some(
          (value) => Math.abs(value - values[own]) < 1e-6,
        );
        // The next one behind the last is not known, and may be as near.
        if (partners[own] !== theirs[their] && !near && place + 1 < kept)
          throw new Error(`${side} unit ${unit}, place ${place}: ${partners[own]} is not ${theirs[their]}.`);
      }
      row++;
    }
  }
}
