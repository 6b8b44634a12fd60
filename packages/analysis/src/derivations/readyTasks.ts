import { type RunsInStep, runsInStep } from './runsInStep.js';
import type { Task } from './task.js';
import { comesBefore } from './turns.js';

/** Tasks whose inputs are there, in the order in which they became ready. */
export class ReadyTasks {
  readonly #tasks: Task[] = [];

  /** @param room bytes that one run of a pass may take, or several that read in step */
  constructor(readonly room: number) {}

  get isEmpty(): boolean {
    return this.#tasks.length === 0;
  }

  add(task: Task): void {
    this.#tasks.push(task);
  }

  remove(task: Task): void {
    const place = this.#tasks.indexOf(task);
    if (place >= 0) this.#tasks.splice(place, 1);
  }

  /** The one that is next. */
  get first(): Task | undefined {
    return this.#tasks.reduce<Task | undefined>(
      (best, task) => (best === undefined || comesBefore(task, best) ? task : best),
      undefined,
    );
  }

  /**
   * Takes out the most urgent task, and all that is computed together with it, run by run; nothing when there is none.
   * @param free bytes that there are, where there may be fewer than a run could take
   */
  takeGroup(free = this.room): RunsInStep {
    const { first } = this;
    if (first === undefined) return { runs: [], spare: 0 };
    const taken = runsInStep(first, this.#tasks, Math.min(free, this.room));
    for (const task of taken.runs.flat()) this.remove(task);
    return taken;
  }
}
