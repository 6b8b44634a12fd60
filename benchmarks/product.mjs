import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Starts the built product on a free port with these settings: over an empty data folder, unless UNITGRAPH_HOME is among them. */
export async function startProduct(settings = {}) {
  const own = settings.UNITGRAPH_HOME === undefined;
  const home = settings.UNITGRAPH_HOME ?? mkdtempSync(join(tmpdir(), 'unitgraph-benchmark-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, 'apps/server/dist/main.js')], {
    cwd: root,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', UNITGRAPH_HOME: home, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; ; tries++) {
    if (tries > 1200 || child.exitCode !== null)
      throw new Error('The server did not become ready. Build first: npm run build.');
    try {
      if ((await fetch(`${address}/ready`)).ok) break;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    address,
    process: child,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      if (own) rmSync(home, { recursive: true, force: true });
    },
  };
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
