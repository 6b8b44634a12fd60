import './environment.mjs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { root, run } from './run.mjs';

/** What benchmarks share. */
const HELPERS = ['product.mjs', 'rows.mjs', 'processorSeconds.mjs'];

// Runs the benchmarks named as parameters, or all; options, as in `npm run bench -- wholePair --quick`, are theirs.
await install();
await build();
const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const all = readdirSync(join(root, 'benchmarks')).filter((file) => file.endsWith('.mjs') && !HELPERS.includes(file));
for (const file of all.filter((name) => chosen.length === 0 || chosen.includes(name.replace('.mjs', '')))) {
  const code = await run(process.execPath, [join(root, 'benchmarks', file), ...options]);
  if (code !== 0) process.exit(code);
}
