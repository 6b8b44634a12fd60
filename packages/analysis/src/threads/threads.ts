import { availableParallelism } from 'node:os';
import type { Task } from './task.js';
import { Thread } from './thread.js';

/** Items of one call to `run`, some of which are under way. */
interface Job {
  readonly task: Task<never, unknown, unknown>;
  readonly common: unknown;
  readonly items: readonly unknown[];
  readonly results: unknown[];
  next: number;
  running: number;
  failure: { readonly error: unknown } | undefined;
  resolve(): void;
}

/**
 * A few worker threads that share what is independent: units, targets, columns. They are started when they are first needed, wait
 * asleep, and do not keep the process from ending. With one thread, everything is done by the caller.
 */
export class Threads {
  #count: number;
  #threads: Thread[] = [];
  readonly #jobs: Job[] = [];

  constructor(count = availableParallelism()) {
    this.#count = count;
  }

  /** How many work side by side, at least one. */
  get count(): number {
    return this.#count;
  }

  /** Threads that are running, for tests. */
  get running(): number {
    return this.#threads.length;
  }

  /** Ends what runs; from now on so many threads are used. */
  async resize(count: number): Promise<void> {
    await this.close();
    this.#count = count;
  }

  /**
   * Does a task for every item, in any order; a single item is done by the caller.
   * @param common what all items need
   * @returns the results, in the order of the items
   * @throws the first error of a task, once no other item of this call is under way; the error of a thread that ended
   */
  async run<Common, Item, Result>(
    task: Task<Common, Item, Result>,
    common: Common,
    items: readonly Item[],
  ): Promise<Result[]> {
    if (this.#count <= 1 || items.length <= 1) {
      const results: Result[] = [];
      for (const item of items) results.push(await task.run(common, item));
      return results;
    }
    const job = await new Promise<Job>((resolve) => {
      const job: Job = {
        ...{ task: task as unknown as Job['task'], common, items, results: new Array(items.length) },
        ...{ next: 0, running: 0, failure: undefined, resolve: () => resolve(job) },
      };
      this.#jobs.push(job);
      this.#advance();
    });
    if (job.failure !== undefined) throw job.failure.error;
    return job.results as Result[];
  }

  /** Ends all threads; what they were at, and what waits for them, fails. They are started again when needed. */
  async close(): Promise<void> {
    for (const job of [...this.#jobs]) {
      job.failure ??= { error: new Error('The worker threads were ended.') };
      this.#settle(job);
    }
    const ending = this.#threads;
    this.#threads = [];
    await Promise.all(ending.map((thread) => thread.end()));
  }

  /** Gives idle threads the next items, oldest call first. */
  #advance(): void {
    for (;;) {
      const job = this.#jobs.find(({ next, items, failure }) => next < items.length && failure === undefined);
      if (job === undefined) return;
      const thread = this.#idleThread();
      if (thread === undefined) return;
      void this.#work(thread, job, job.next++);
    }
  }

  #idleThread(): Thread | undefined {
    this.#threads = this.#threads.filter((thread) => !thread.ended);
    const idle = this.#threads.find((thread) => !thread.busy);
    if (idle !== undefined || this.#threads.length >= this.#count) return idle;
    const started = new Thread();
    this.#threads.push(started);
    return started;
  }

  async #work(thread: Thread, job: Job, index: number): Promise<void> {
    job.running++;
    const { module, name } = job.task;
    try {
      job.results[index] = await thread.ask({ module, name, common: job.common, item: job.items[index] });
    } catch (error) {
      job.failure ??= { error };
    }
    job.running--;
    this.#settle(job);
    this.#advance();
  }

  /** Answers a call of which nothing is under way, and nothing will be. */
  #settle(job: Job): void {
    if (job.running > 0 || (job.next < job.items.length && job.failure === undefined)) return;
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    job.resolve();
  }
}

/** This process's threads. */
export const threads = new Threads();
