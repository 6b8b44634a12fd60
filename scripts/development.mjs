import './environment.mjs';
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';
import { checkNodeVersion } from './nodeVersion.mjs';
import { root, run } from './run.mjs';
import { giveUp, say } from './say.mjs';

// Serves with reloading: the compiler watches packages/analysis and apps/server, the server restarts when their output
// changes, and Next serves the dashboard from its sources behind the same port.
checkNodeVersion();
await install();
const port = Number(process.env.PORT ?? 4000);
const dashboardPort = port + 1;
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const PACKAGES = ['packages/analysis', 'apps/server'];

for (const folder of PACKAGES) {
  if (existsSync(join(root, folder, 'dist'))) continue;
  say(`Compiling ${folder}`);
  const code = await run(process.execPath, [tsc, '-p', folder]);
  if (code !== 0) giveUp(`${folder} does not compile.`, 'Mend what stands above, then run the command again.');
}

const children = new Set();
/** A child that shows what it prints, and is stopped with this process. */
function start(parameters, environment = {}) {
  const child = spawn(process.execPath, parameters, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'development', ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

start(['apps/dashboard/serve.mjs'], {
  DASHBOARD_PORT: String(dashboardPort),
  UNITGRAPH_API: `http://127.0.0.1:${port}`,
});

let server;
let waiting;
async function restart() {
  if (server !== undefined && server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  say('Starting the server');
  server = start(['apps/server/dist/main.js'], {
    PORT: String(port),
    UNITGRAPH_DASHBOARD: `http://127.0.0.1:${dashboardPort}`,
  });
}
for (const folder of PACKAGES) {
  watch(join(root, folder, 'dist'), { recursive: true }, () => {
    // The compiler writes many files at once, and all of them when it begins: that starts the server.
    clearTimeout(waiting);
    waiting = setTimeout(restart, 700);
  });
}

for (const folder of PACKAGES) start([tsc, '-p', folder, '--watch', '--preserveWatchOutput']);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM');
    process.exit(0);
  });
}
