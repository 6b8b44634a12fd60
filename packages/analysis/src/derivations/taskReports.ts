import type { ComputationEvent } from './events.js';
import type { Task } from './task.js';

/** Milliseconds between two reports of a computation that runs. */
const INTERVAL = 200;
/** The same of one that only waits for it: a hundred may wait for one recording. */
const INTERVAL_OF_WAITING = 1_000;

/** Tells listeners what becomes of tasks, each no more often than a person can follow. */
export class TaskReports {
  readonly #listeners = new Set<(event: ComputationEvent) => void>();
  /** By key, when a task was last told of. */
  readonly #told = new Map<string, number>();

  /** @param tasks all that are not finished */
  constructor(readonly tasks: ReadonlyMap<string, Task>) {}

  /** Returns the way to unsubscribe. */
  subscribe(listener: (event: ComputationEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A change that must not be missed. */
  changed(task: Task): void {
    const event = task.event();
    for (const listener of this.#listeners) listener(event);
  }

  /** A step on the way, of the task and of those that wait for it. */
  advanced(task: Task): void {
    const now = performance.now();
    if (!this.#isDue(task, now, INTERVAL)) return;
    this.changed(task);
    this.#tellWaiting(task, now);
  }

  /** The last change. */
  ended(task: Task): void {
    this.#told.delete(task.wanted.key);
    this.changed(task);
    if (task.state === 'DONE') this.#tellWaiting(task, performance.now());
  }

  #tellWaiting(input: Task, now: number): void {
    for (const task of this.tasks.values()) {
      if (!task.inputs.has(input) || !this.#isDue(task, now, INTERVAL_OF_WAITING)) continue;
      this.changed(task);
      this.#tellWaiting(task, now);
    }
  }

  #isDue(task: Task, now: number, interval: number): boolean {
    const { key } = task.wanted;
    if (now - (this.#told.get(key) ?? 0) <= interval) return false;
    this.#told.set(key, now);
    return true;
  }
}
