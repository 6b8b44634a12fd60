import type { Task } from './task.js';

/** Requests that follow each other within so many milliseconds are waited for, before the first of them is begun. */
const GAP = 8;
/** But no longer than so many milliseconds. */
const LONGEST = 50;

/**
 * Waits until what was asked for together is ready together, so that it can share a pass: whether values and inputs are there is looked
 * up in the store, which takes one request longer than the other.
 */
export class Gathering {
  readonly #looking = new Map<Task, Promise<unknown>>();
  #asked = Number.NEGATIVE_INFINITY;

  /** Somebody asked for something. */
  asked(): void {
    this.#asked = performance.now();
  }

  /** @param looked settles with the tasks of the inputs that it needs and were not known */
  add(task: Task, looked: Promise<readonly Task[]>): void {
    const settled = looked
      .then((inputs) => Promise.all(inputs.map((input) => this.#looking.get(input))))
      .catch(() => {})
      .finally(() => this.#looking.delete(task));
    this.#looking.set(task, settled);
  }

  /** Until it is known of all that was asked for by now what it needs. */
  async settled(): Promise<void> {
    const start = performance.now();
    for (let now = start; now - this.#asked < GAP && now - start < LONGEST; now = performance.now())
      await new Promise((resolve) => setTimeout(resolve, GAP));
    await Promise.all(this.#looking.values());
    // What became ready in this very moment comes along.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
