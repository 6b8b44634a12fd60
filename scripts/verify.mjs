import './environment.mjs';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { checkNodeVersion } from './nodeVersion.mjs';
import { root, run } from './run.mjs';
import { giveUp } from './say.mjs';

// `npm run verify -- FOLDER [--backend NAME]` computes every measure named in FOLDER/expected.json from FOLDER/left.npy and
// right.npy, prints each beside what is expected, and ends with 0 only if all agree.
checkNodeVersion();
const USE = 'npm run verify -- FOLDER [--backend NAME], as in npm run verify -- test/golden/two-networks';
const { backend, folder } = chosen();
for (const file of ['left.npy', 'right.npy', 'expected.json']) {
  if (!existsSync(join(folder, file))) giveUp(`${folder} has no ${file}.`, 'See test/golden/README.md for the form.');
}
await install();
const code = await run(
  process.execPath,
  [join(root, 'scripts/turbo.mjs'), 'run', 'build', '--filter=@unitgraph/analysis', '--output-logs=errors-only'],
  { quiet: true },
);
if (code !== 0) giveUp('The build failed: the reason stands above.', 'Mend that, then run the command again.');

const { verifyFolder } = await import('./verification/verifyFolder.mjs');
process.exit((await verifyFolder(folder, backend)) ? 0 : 1);

function chosen() {
  try {
    const { values, positionals } = parseArgs({ options: { backend: { type: 'string' } }, allowPositionals: true });
    if (positionals.length !== 1) giveUp('Name one folder.', USE);
    // npm runs scripts in the root folder; a relative path is meant from where the command was typed.
    return { backend: values.backend, folder: resolve(process.env.INIT_CWD ?? '.', positionals[0]) };
  } catch (error) {
    return giveUp(error.message, USE);
  }
}
