/**
 * What pages of the dashboard ask for at once, of two networks of five layers: together against one after another, in seconds and in shards
 * read. Values are made anew each time; the two ways take turns, each in a process of its own. Layers have 96 units over 150,000 samples, four
 * shards each. `--quick` takes 16 units over 20,000 samples, `--rounds N` other than 2.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tellRow } from './rows.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, rounds: { type: 'string', default: '2' } },
});
const size = options.quick ? [16, 20_000] : [96, 150_000];

const home = mkdtempSync(join(tmpdir(), 'unitgraph-reading-'));
try {
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round++)
    rounds.push({ apart: measure('apart'), together: measure('together') });
  const [{ together, apart }] = rounds;
  console.log(`\n${size[0]} units over ${size[1]} samples, medians of ${rounds.length} rounds: ${together.runs}`);
  for (const [name, { different, reads }] of Object.entries(together.pages)) {
    const secondsOf = (way) => rounds.map((round) => round[way].pages[name].seconds);
    const [busy, busyApart] = ['together', 'apart'].map((way) =>
      median(rounds.map((round) => round[way].pages[name].processorSeconds)).toFixed(2),
    );
    const ratios = secondsOf('apart').map((seconds, round) => seconds / secondsOf('together')[round]);
    tellRow({
      ...{ benchmark: 'reading', name, ours: median(secondsOf('together')), unit: 's' },
      ...{ against: 'one after another', theirs: median(secondsOf('apart')), ratio: median(ratios) },
      note: `${reads} reads of ${different} shards, ${busy} s of processors; one after another ${apart.pages[name].reads} reads, ${busyApart} s`,
    });
    console.log(`    one after another by kind: ${kindsOf(apart.pages[name].byKind)}`);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

function measure(way) {
  const script = join(import.meta.dirname, 'reading', 'product.mjs');
  const { status, stdout } = spawnSync(process.execPath, [script, home, ...size, way].map(String), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`product.mjs ended with ${status}.`);
  return JSON.parse(stdout.toString());
}

function kindsOf(byKind) {
  const read = Object.entries(byKind).filter(([, reads]) => reads > 0);
  return read.map(([kind, reads]) => `${kind} ${reads}`).join(', ');
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
