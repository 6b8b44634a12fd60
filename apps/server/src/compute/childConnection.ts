import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type BackendName, Cancelled, type ComputationEvent, Refusal } from '@unitgraph/analysis';
import { StorageProblem } from '../storage/storageProblem.js';
import { BackendAtWork } from './backendAtWork.js';
import { BackendCrashes } from './backendCrashes.js';
import type { Beginning, Failure, QuestionName, Questions, Report } from './protocol.js';

/** The compute process ended while it was at work. */
export class ComputeProcessEnded extends Refusal {}

/** A defect met in the compute process; its log has the rest. */
export class ComputeDefect extends Error {}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** The line to the compute process: started by the first question, and again by the next one after it ended. */
export class ChildConnection {
  #child: ChildProcess | undefined;
  #closed = false;
  #questions = 0;
  readonly #crashes = new BackendCrashes();
  readonly #waiting = new Map<number, Waiting>();

  constructor(
    readonly beginning: Beginning,
    readonly onEvent: (event: ComputationEvent) => void,
    /** Called when the process ends by itself; the questions under way are rejected after it. */
    readonly onEnd: (reason: ComputeProcessEnded) => void,
  ) {}

  /** Of the running process, for tests and messages. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  ask<Name extends QuestionName>(name: Name, ask: Questions[Name]['ask']): Promise<Questions[Name]['answer']> {
    if (this.#closed)
      return Promise.reject(new ComputeProcessEnded('The server is stopping.', 'Ask again once it runs.'));
    const child = this.#start();
    const id = this.#questions++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      child.send({ id, name, ask }, (error) => {
        // A process that died has its own way of rejecting what waits for it.
        if (error !== null && child.exitCode === null && child.signalCode === null) this.#settle(id)?.reject(error);
      });
    });
  }

  /** Lets the process end if it has nothing to do: it holds memory. The next question starts it again. */
  rest(): void {
    if (this.#waiting.size > 0 || this.#child === undefined) return;
    const child = this.#child;
    this.#child = undefined;
    child.disconnect();
  }

  /** Ends the process; what it was at is lost, what it finished is in the store. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.disconnect();
    // A thread inside native code does not hear that it was disconnected.
    const force = setTimeout(() => child.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(force);
  }

  #start(): ChildProcess {
    if (this.#child !== undefined) return this.#child;
    const { passedOver } = this.#crashes;
    const atWork = new BackendAtWork(this.beginning.home);
    const program = fileURLToPath(new URL('./computeProcess.js', import.meta.url));
    const child = fork(program, [JSON.stringify({ ...this.beginning, passedOver })], {
      serialization: 'advanced',
      stdio: ['inherit', 'inherit', 'inherit', 'ipc', atWork.descriptor],
    });
    this.#child = child;
    child.on('message', (message) => this.#receive(message as Report));
    child.once('error', (error) => {
      atWork.end();
      this.#ended(child, `could not be started (${error.message})`);
    });
    child.once('exit', (code, signal) => {
      const backend = atWork.end();
      this.#ended(child, signal === null ? `ended with code ${code}` : `was killed by ${signal}`, backend, signal);
    });
    return child;
  }

  #receive(message: Report): void {
    if (message.type === 'event') this.onEvent(message.event);
    else if (message.type === 'answer') this.#settle(message.id)?.resolve(message.answer);
    else this.#settle(message.id)?.reject(errorOf(message.failure));
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #ended(
    child: ChildProcess,
    how: string,
    backend: BackendName | null = null,
    signal: NodeJS.Signals | null = null,
  ): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    const isPassedOver = !this.#closed && backend !== null && this.#crashes.add(backend, how, signal);
    const where = backend === null ? '' : ` inside the backend ${backend}`;
    const reason = new ComputeProcessEnded(
      this.#closed ? 'The server is stopping.' : `The compute process ${how} while it was at work${where}.`,
      `Ask again: it is started anew${isPassedOver ? ' without that backend' : ''}, and what was finished is kept.`,
    );
    this.onEnd(reason);
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }
}

function errorOf(failure: Failure): Error {
  if (failure.kind === 'storage') return new StorageProblem(failure.message, failure.remedy);
  if (failure.kind === 'refusal') return new Refusal(failure.message, failure.remedy);
  if (failure.kind === 'cancelled') return Object.assign(new Cancelled(''), { message: failure.message });
  return new ComputeDefect(failure.message);
}
