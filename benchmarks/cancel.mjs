/**
 * The longest stretch of each kind of computation in which it cannot be cancelled: between two reports or breaths, in processor time. On
 * two layers of 1,024 and 1,000 units; `--units=N`, `--samples=N` and `--repeats=N` take other sizes, and names of kinds only those.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, inputsOf, selectBackend } from '@unitgraph/analysis';
import { FolderStore } from '../apps/server/dist/storage/folderStore.js';
import { computeRun } from '../packages/analysis/dist/derivations/passes.js';
import { restingBy } from '../packages/analysis/dist/linearAlgebra/breathing.js';
import { everyKind, nameOf } from './cancel/everyKind.mjs';
import { writeLayer, writeWide } from './cancel/layers.mjs';
import { Watch } from './cancel/watch.mjs';
import { tellRow } from './rows.mjs';

const option = (name, usual) => {
  const found = process.argv.find((each) => each.startsWith(`--${name}=`));
  return found === undefined ? usual : Number(found.split('=')[1]);
};
const quick = process.argv.includes('--quick');
const units = option('units', quick ? 256 : 1024);
const samples = option('samples', quick ? 1024 : 4096);
const repeats = option('repeats', 2);
const named = process.argv.slice(2).filter((each) => !each.startsWith('--'));

const folder = mkdtempSync(join(tmpdir(), 'unitgraph-cancel-'));
const store = new FolderStore(folder);
await store.prepare();
const { backend } = await selectBackend({ prefer: process.env.UNITGRAPH_BACKEND || undefined });
const engine = new Engine({ store, backend: async () => backend, calibrates: false });
const x = await writeLayer(store, { name: 'left', units, samples, seed: 1 });
const y = await writeLayer(store, { name: 'right', units: units - Math.ceil(units / 43), samples, seed: 2 });
const wide = await writeWide(store, { units, stimuli: samples / 16, positions: 64, seed: 3 });
const kinds = await everyKind({ x, y, wide, store, repeats, units });

for (const list of Object.values(kinds)) {
  for (const wanted of list) {
    const name = nameOf(wanted);
    if (named.length > 0 && !named.some((each) => name.startsWith(each))) continue;
    const inputs = new Map();
    for (const input of inputsOf(wanted)) inputs.set(input.key, await engine.derive(input));
    const watch = new Watch();
    const pause = () => new Promise((resolve) => setImmediate(resolve));
    const chance = async (where) => {
      watch.chance(where);
      await pause();
    };
    const context = {
      store,
      backend: async () => backend,
      input: (each) => inputs.get(each.key),
      report: (_key, fraction, stage) => chance(`${stage} ${fraction.toFixed(2)}`),
      notice() {},
    };
    await restingBy(
      () => chance('breath'),
      () => computeRun([wanted], context),
    );
    watch.chance('the end');
    tellRow({
      ...{ benchmark: 'cancel', name, ours: watch.longest, unit: 'ms' },
      note: `of ${(watch.total / 1000).toFixed(2)} s, ${watch.chances} chances to stop, wall ${watch.wall.toFixed(0)} ms${process.argv.includes('--where') ? `, ${watch.at}` : ''}`,
    });
  }
}
await engine.dispose();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
