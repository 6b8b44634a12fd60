/**
 * Co-moments of two recordings of 384 units over 50,000 samples, read from a store in memory, against the float32 product of centred
 * samples by PyTorch on the CPU, from an array in memory, on as many threads. `--quick` takes 128 units over 10,000 samples.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from '../scripts/verification/compare.mjs';
import { tellRow } from './rows.mjs';
import { openPairs } from './scaling/pairs.mjs';
import { findTorch, pythonEnvironment } from './wholePair/python.mjs';
import { timed } from './wholePair/timing.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const size = options.quick ? { units: 128, samples: 10_000 } : { units: 384, samples: 50_000 };
const found = findTorch();
const folder = mkdtempSync(join(tmpdir(), 'unitgraph-torch-'));
const pairs = await openPairs();
try {
  const pair = await pairs.source(folder, size)(size);
  const { result, seconds } = await timed(() => pairs.correlation(pair));
  const flops = 2 * size.units ** 2 * size.samples;
  const row = {
    ...{
      benchmark: 'torchProducts',
      name: `correlation of 2 x ${size.units} units, ${size.samples.toLocaleString('en')} samples`,
    },
    ...{ ours: flops / seconds / 1e9, unit: 'GFLOP/s', against: 'PyTorch on the CPU, float32' },
  };
  if (found.python === undefined) tellRow({ ...row, absent: found.absent });
  else {
    const script = join(import.meta.dirname, 'torchProducts/products.py');
    execFileSync(found.python, [script, folder], { env: pythonEnvironment(), stdio: 'inherit' });
    const theirs = JSON.parse(readFileSync(join(folder, 'torch.json'), 'utf8'));
    // Float32 sums over all samples: some 1e-6 of a correlation.
    const ours = [...result.values].map((value) => (Number.isNaN(value) ? null : value));
    const { agrees, note, error } = compare(ours, theirs.values, { tolerance: 1e-3 });
    if (!agrees) throw new Error(`The results do not agree: relative error ${error} (${note}).`);
    const rate = flops / theirs.seconds / 1e9;
    tellRow({ ...row, theirs: rate, ratio: row.ours / rate, note: theirs.way });
  }
} finally {
  await pairs.close();
  rmSync(folder, { recursive: true, force: true });
}
