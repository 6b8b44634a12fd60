import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { giveUp, say } from './say.mjs';
import { fingerprintOfSources, isStamped, stamp } from './stamp.mjs';

const PRODUCTS = ['packages/analysis/dist/index.js', 'apps/server/dist/main.js', 'apps/dashboard/.next/BUILD_ID'];

/** Builds what changed since the last build. */
export async function build() {
  const complete = PRODUCTS.every((product) => existsSync(join(root, product)));
  if (complete && isStamped('build', fingerprintOfSources())) return;
  say('Building the server and the dashboard');
  const code = await run(
    process.execPath,
    [join(root, 'scripts/turbo.mjs'), 'run', 'build', '--output-logs=errors-only'],
    {
      quiet: true,
    },
  );
  if (code !== 0) giveUp('The build failed: the reason stands above.', 'Mend that, then run the command again.');
  stamp('build', fingerprintOfSources());
}
