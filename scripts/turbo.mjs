import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { giveUp } from './say.mjs';

// Turborepo with telemetry off (environment.mjs), and without the daemon, which would stay behind.
const turbo = join(root, 'node_modules/turbo/bin/turbo');
if (!existsSync(turbo)) giveUp('Turborepo is not installed.', 'Run `npm ci` first.');
process.exitCode = await run(process.execPath, [turbo, ...process.argv.slice(2)]);
