import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The whole product, as `npm start` starts it after building: on a free port, with a data folder of its own. */
export interface RunningServer {
  readonly address: string;
  readonly home: string;
  readonly process: ChildProcess;
  /** Everything that it printed. */
  readonly output: string[];
  /** Data of a query; throws where the answer has errors. */
  query<Data>(query: string, variables?: object, headers?: Record<string, string>): Promise<Data>;
  /** Ends it (SIGTERM unless told otherwise) and removes its data, unless they are to be kept. */
  stop(options?: { readonly signal?: NodeJS.Signals; readonly keep?: boolean }): Promise<void>;
}

export async function startServer({
  home = mkdtempSync(join(tmpdir(), 'unitgraph-test-')),
  environment = {},
}: {
  readonly home?: string;
  readonly environment?: Record<string, string>;
} = {}): Promise<RunningServer> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(ROOT, 'apps/server/dist/main.js')], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', UNITGRAPH_HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (bytes) => output.push(String(bytes)));
  child.stderr.on('data', (bytes) => output.push(String(bytes)));
  await untilReady(`${address}/ready`, child, output);
  return {
    address,
    home,
    process: child,
    output,
    async query<Data>(query: string, variables: object = {}, headers: Record<string, string> = {}) {
      const answer = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await answer.json()) as { data: Data; errors?: { message: string }[] };
      if (errors !== undefined) throw new Error(errors.map((error) => error.message).join('\n'));
      return data;
    },
    async stop({ signal = 'SIGTERM', keep = false } = {}) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill(signal);
        await ended;
      }
      if (!keep) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function untilReady(url: string, child: ChildProcess, output: readonly string[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${output.join('')}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server was not ready within a minute:\n${output.join('')}`);
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
