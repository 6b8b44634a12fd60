import './environment.mjs';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { install } from './install.mjs';
import { checkNodeVersion } from './nodeVersion.mjs';
import { root, run } from './run.mjs';
import { giveUp, say } from './say.mjs';

// npm run pack:gpu [-- FOLDER]: a folder that checks the GPU of another machine, by default dist/gpu-check. What stands there is replaced.
checkNodeVersion();
const folder = resolve(root, process.argv[2] ?? 'dist/gpu-check');
if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(`${folder}/run.sh`))
  giveUp(`${folder} holds something else than a check of GPUs.`, 'Name an empty folder, or one that is not there yet.');
await install();
say('Building the engine');
const turbo = [join(root, 'scripts/turbo.mjs'), 'run', 'build', '--filter=@unitgraph/analysis'];
if ((await run(process.execPath, turbo, { quiet: true })) !== 0)
  giveUp('The build failed: the reason stands above.', 'Mend that, then run the command again.');
say('Packing the check of GPUs (half a minute)');
const { pack } = await import('./gpuCheck/pack.mjs');
const bytes = await pack(folder).catch((error) =>
  giveUp(error.message, 'Pack it on Linux with Node 20, and `strip` (binutils) installed.'),
);
say(
  `${relative(process.cwd(), folder) || folder}: ${(bytes / 1e6).toFixed(1)} MB. Copy it to the machine, and run ./run.sh there.`,
);
