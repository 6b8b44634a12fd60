import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
export const PROGRAM = join(ROOT, 'apps/server/bin/unitgraph.mjs');

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Outcome>;
  /** What it has said on stderr so far. */
  readonly said: () => string;
}

export interface Invocation {
  /** Address of the server; none at all by default. */
  readonly server?: string;
  readonly cwd?: string;
  readonly input?: string;
  readonly environment?: Record<string, string>;
}

/** `unitgraph` with these arguments, as a shell starts it without a terminal. */
export function start(args: readonly string[], { server, cwd = ROOT, input, environment }: Invocation = {}): Running {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { ...process.env, UNITGRAPH_SERVER: server ?? 'http://127.0.0.1:1', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  // It may end before it has read all that it is given.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const textOf = (parts: Buffer[]): string => Buffer.concat(parts).toString('utf8');
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout: textOf(stdout), stderr: textOf(stderr) }));
  });
  return { process: child, ended, said: () => textOf(stderr) };
}

export function run(args: readonly string[], invocation: Invocation = {}): Promise<Outcome> {
  return start(args, invocation).ended;
}
