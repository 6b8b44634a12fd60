import { tasksOfPass } from './passes.js';
import type { Task } from './task.js';
import { comesBefore } from './turns.js';

/** Tasks whose inputs are there, in the order in which they became ready. */
export class ReadyTasks {
  readonly #tasks: Task[] = [];

  /** @param room bytes that one run of a pass may take */
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

  /** Takes out the most urgent task, and all that can be computed together with it; nothing when there is none. */
  takeGroup(): Task[] {
    const { first } = this;
    if (first === undefined) return [];
    const taken = tasksOfPass(first, this.#tasks, this.room);
    for (const task of taken) this.remove(task);
    return taken;
  }
}
