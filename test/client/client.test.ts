import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/runningServer.js';

const ROOT = join(import.meta.dirname, '../..');
const CLIENT = join(ROOT, 'clients/python');
const python = process.env.UNITGRAPH_TEST_CLIENT ?? '/usr/bin/python3';
const NEEDED = 'torch torchvision requests safetensors pandas sklearn pytest mypy ruff nbclient ipykernel'.split(' ');

/** Against what hangs: half a minute on a machine that does nothing else. */
const PATIENCE = 400_000;

/** Packages that are not there, one a line: looked for, not loaded, which takes seconds. */
const LOOK = `import importlib.util, sys
print(*(name for name in sys.argv[1:] if importlib.util.find_spec(name) is None), sep=chr(10))`;

const looked = spawnSync(python, ['-c', LOOK, ...NEEDED], { encoding: 'utf8' });
const lacking = looked.status === 0 ? looked.stdout.split('\n').filter((name) => name !== '') : NEEDED;
const hasClient = lacking.length === 0;
if (!hasClient) {
  console.log(
    `The Python client is not tested: ${python} has no ${lacking.join(', ')} (clients/python/tests/requirements.txt).`,
  );
}

describe.skipIf(!hasClient)('the Python client, with real PyTorch and a real server', () => {
  let server: RunningServer;
  let child: ChildProcess | undefined;
  beforeAll(async () => {
    // Where the dashboard is built, the pages that the client names are opened.
    const isBuilt = existsSync(join(ROOT, 'apps/dashboard/.next/BUILD_ID'));
    server = await startServer({ environment: isBuilt ? {} : { UNITGRAPH_DASHBOARD: 'off' } });
  });
  afterAll(async () => {
    child?.kill();
    await server?.stop();
  });

  it(
    'passes its own tests, all of them',
    async () => {
      const { code, output } = await pytest();
      expect(code, output).toBe(0);
      const line = output.trim().split('\n').at(-1) ?? '';
      expect(Number(/(\d+) passed/.exec(line)?.[1] ?? 0), output).toBeGreaterThan(60);
      expect(line).not.toMatch(/failed|error|skipped|xfailed|deselected/);
    },
    PATIENCE,
  );

  /** pytest in the folder of the client; its output is read while it runs, and that of the server, too. */
  async function pytest(): Promise<{ code: number | null; output: string }> {
    const running = spawn(python, ['-m', 'pytest', '-p', 'no:cacheprovider', '--tb=short', '-o', 'addopts='], {
      cwd: CLIENT,
      env: { ...process.env, UNITGRAPH_SERVER: server.address, PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = running;
    const pieces: string[] = [];
    for (const stream of [running.stdout, running.stderr]) stream.on('data', (bytes) => pieces.push(String(bytes)));
    const code = await new Promise<number | null>((resolve, reject) => {
      running.once('error', reject);
      running.once('close', resolve);
    });
    return { code, output: pieces.join('') };
  }
});
