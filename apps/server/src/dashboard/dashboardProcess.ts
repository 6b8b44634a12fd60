import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../dashboard/serve.mjs', import.meta.url));
/** Milliseconds before a dashboard that ended is started again. */
const PAUSE = 1_000;

/** The dashboard as a process of its own: started with the server, started again when it ends, stopped with it. */
export class DashboardProcess {
  #child: ChildProcess | undefined;
  #stopped = false;
  /** Where it listens; undefined while it does not. */
  address: URL | undefined;
  /** Why it does not answer, in words. */
  problem = 'It is starting.';
  /** Resolves when it listens for the first time, or has failed to. */
  readonly settled: Promise<void>;
  #settle: () => void = () => {};

  constructor(
    /** Where it reaches the graph. */
    readonly api: string,
  ) {
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  start(): void {
    if (!existsSync(SCRIPT)) {
      this.problem = `It is not there: ${SCRIPT} is missing.`;
      this.#settle();
      return;
    }
    const child = fork(SCRIPT, { env: { ...process.env, UNITGRAPH_API: this.api } });
    this.#child = child;
    child.on('message', (message: { listening?: number }) => {
      if (typeof message.listening !== 'number') return;
      this.address = new URL(`http://127.0.0.1:${message.listening}`);
      this.#settle();
    });
    child.once('error', (error) => this.#ended(`It could not be started: ${error.message}.`));
    child.once('exit', (code, signal) =>
      this.#ended(`It ended (${signal ?? `code ${code}`}) and is started again; the log has more.`),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(force);
  }

  #ended(problem: string): void {
    this.address = undefined;
    this.problem = problem;
    this.#settle();
    if (this.#stopped) return;
    console.error(`Dashboard: ${problem}`);
    setTimeout(() => {
      if (!this.#stopped) this.start();
    }, PAUSE).unref();
  }
}
