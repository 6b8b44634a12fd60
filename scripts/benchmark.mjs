import './environment.mjs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { root, run } from './run.mjs';

// Runs the benchmarks named as parameters, or all.
await install();
await build();
const chosen = process.argv.slice(2);
const all = readdirSync(join(root, 'benchmarks')).filter((file) => file !== 'product.mjs');
for (const file of all.filter((name) => chosen.length === 0 || chosen.includes(name.replace('.mjs', '')))) {
  const code = await run(process.execPath, [join(root, 'benchmarks', file)]);
  if (code !== 0) process.exit(code);
}
