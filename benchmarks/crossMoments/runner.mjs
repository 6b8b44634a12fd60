import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * A process that runs a case whenever it is asked to, so that two of them can take turns: it writes a line of JSON when it is ready, reads the
 * name of a case a line, and answers each with a line of JSON.
 */
export class Runner {
  static async start(program, args, env) {
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const runner = new Runner(child);
    runner.ready = await runner.#next();
    return runner;
  }

  constructor(child) {
    this.child = child;
    this.ended = once(child, 'close');
    this.lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  /** @returns what it measured */
  async run(name) {
    this.child.stdin.write(`${name}\n`);
    return this.#next();
  }

  async end() {
    this.child.stdin.end();
    await this.ended;
  }

  async #next() {
    const { value, done } = await this.lines.next();
    if (!done) return JSON.parse(value);
    const [status] = await this.ended;
    throw new Error(`${this.child.spawnargs.join(' ')} ended with ${status}.`);
  }
}
