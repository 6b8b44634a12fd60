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
const { values, positionals } = parseArgs({ options: { backend: { type: 'string' } }, allowPositionals: true });
const [folder] = positionals;
if (folder === undefined || positionals.length > 1) {
  giveUp(
    'Which folder?',
    'npm run verify -- FOLDER [--backend NAME], as in npm run verify -- test/golden/two-networks',
  );
}
for (const file of ['left.npy', 'right.npy', 'expected.json']) {
  if (!existsSync(resolve(folder, file)))
    giveUp(`${resolve(folder)} has no ${file}.`, 'See test/golden/README.md for the form.');
}
await install();
const code = await run(
  process.execPath,
  [join(root, 'scripts/turbo.mjs'), 'run', 'build', '--filter=@unitgraph/analysis', '--output-logs=errors-only'],
  { quiet: true },
);
if (code !== 0) giveUp('The build failed: the reason stands above.', 'Mend that, then run the command again.');

const { verifyFolder } = await import('./verification/verifyFolder.mjs');
process.exit((await verifyFolder(resolve(folder), values.backend)) ? 0 : 1);
