import './environment.mjs';
import { existsSync, readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { checkNodeVersion } from './nodeVersion.mjs';
import { root } from './run.mjs';
import { giveUp, say } from './say.mjs';

// npm run pack:gpu [-- FOLDER]: a folder that checks the GPU of another machine, by default dist/gpu-check. What stands there is replaced.
checkNodeVersion();
const folder = resolve(root, process.argv[2] ?? 'dist/gpu-check');
if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(`${folder}/run.sh`))
  giveUp(`${folder} holds something else than a check of GPUs.`, 'Name an empty folder, or one that is not there yet.');
await install();
await build();
say('Packing the check of GPUs (half a minute)');
const { pack } = await import('./gpuCheck/pack.mjs');
const bytes = await pack(folder).catch((error) =>
  giveUp(error.message, 'Pack it on Linux with Node 20, and `strip` (binutils) installed.'),
);
say(
  `${relative(process.cwd(), folder) || folder}: ${(bytes / 1e6).toFixed(1)} MB. Copy it to the machine, and run ./run.sh there.`,
);
