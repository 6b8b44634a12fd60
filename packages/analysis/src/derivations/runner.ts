import { Cancelled, Refusal } from '../errors.js';
import { restingBy } from '../linearAlgebra/breathing.js';
import type { Store } from '../storage/store.js';
import type { CalibratedBackend } from './calibratedBackend.js';
import type { GroupContext } from './definition.js';
import { type Derivation, inputsOf } from './derivation.js';
import type { Gathering } from './gathering.js';
import type { KnownValues } from './knownValues.js';
import type { MemoryBudget } from './memoryBudget.js';
import { computeTogether } from './passes.js';
import type { ReadyTasks } from './readyTasks.js';
import type { Task } from './task.js';
import type { TaskReports } from './taskReports.js';
import { mayInterrupt, type Turns } from './turns.js';

/** Milliseconds between two chances for messages to come in. */
const BREATH = 80;
/** Milliseconds without work after which the device is measured, where that was not done yet. */
const REST = 300;

/** What of an engine has to do with running. */
export interface RunnerParts {
  readonly store: Store;
  readonly ready: ReadyTasks;
  readonly gathering: Gathering;
  readonly reports: TaskReports;
  readonly turns: Turns;
  readonly budget: MemoryBudget;
  readonly known: KnownValues;
  readonly backend: CalibratedBackend;
  /** Whether the device is measured while there is nothing to do. */
  readonly calibrates: boolean;
  finish(task: Task, value: unknown): Promise<void>;
  fail(task: Task, error: unknown): void;
}

/** Runs what is ready, one computation or one group that shares a pass at a time, and measures the device in between. */
export class Runner {
  #running = false;
  #breathed = 0;
  /** Whether what runs interrupts something else. */
  #interrupting = false;
  #resting: NodeJS.Timeout | undefined;

  constructor(readonly parts: RunnerParts) {}

  stop(): void {
    clearTimeout(this.#resting);
  }

  /** Runs until nothing is ready. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (;;) {
        await this.parts.gathering.settled();
        const group = this.parts.ready.takeGroup();
        if (group.length === 0) return;
        await this.#compute(group);
      }
    } finally {
      this.#running = false;
      this.#rest();
    }
  }

  /** Measures the device once nobody has asked for anything for a moment; asked in between, it answers first. */
  #rest(): void {
    clearTimeout(this.#resting);
    if (!this.parts.calibrates || !this.parts.backend.needsCalibration) return;
    this.#resting = setTimeout(() => void this.#calibrate(), REST);
    this.#resting.unref();
  }

  async #calibrate(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let more = true;
    while (more && this.parts.ready.isEmpty) {
      more = await this.parts.backend.calibrateFurther();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#running = false;
    void this.run();
  }

  async #compute(group: Task[]): Promise<void> {
    for (const task of group) {
      task.state = 'RUNNING';
      task.startedAt = performance.now();
      task.interrupted = 0;
      this.parts.reports.changed(task);
    }
    const inputs = new Map<string, unknown>();
    const tasks: Task[] = [];
    for (const task of group) if (await this.#takeInputs(task, inputs)) tasks.push(task);
    try {
      const rest = this.#restOf(tasks);
      const values = await restingBy(rest, () =>
        computeTogether(
          tasks.map((task) => task.wanted),
          this.#contextOf(tasks, inputs, rest),
        ),
      );
      for (const task of tasks) {
        const value = values.get(task.wanted.key);
        if (value instanceof Error) this.parts.fail(task, value);
        else await this.parts.finish(task, value);
      }
      // What went on from an earlier run took less than the whole.
      if (tasks.every(({ state, notice }) => state === 'DONE' && notice === null)) {
        const wanted = tasks.map((task) => task.wanted);
        await this.parts.backend.prices.learn(wanted, tasks[0]?.secondsRun ?? 0);
      }
    } catch (error) {
      for (const task of tasks) if (task.state === 'RUNNING') this.parts.fail(task, error);
    } finally {
      this.parts.turns.charge(tasks, tasks[0]?.secondsRun ?? 0);
    }
  }

  /** Does what may interrupt the running computation, which waits in its `report` meanwhile, and goes on where it was. */
  async #giveWay(running: readonly Task[]): Promise<void> {
    for (;;) {
      const { first } = this.parts.ready;
      const left = running.reduce((sum, task) => sum + task.secondsLeft, 0);
      if (first === undefined || this.#interrupting || !mayInterrupt(first, running, left)) return;
      if (!this.parts.budget.holds([first, ...running].map(({ wanted }) => wanted))) return;
      this.#interrupting = true;
      const start = performance.now();
      try {
        await this.parts.gathering.settled();
        await this.#compute(this.parts.ready.takeGroup());
        // What waited for it becomes ready.
        await this.parts.gathering.settled();
      } finally {
        this.#interrupting = false;
        for (const task of running) task.interrupted += performance.now() - start;
      }
    }
  }

  /** Inputs are in the store by now; memory may have let them go. @returns whether all are there: else the task has failed */
  async #takeInputs(task: Task, inputs: Map<string, unknown>): Promise<boolean> {
    try {
      for (const input of inputsOf(task.wanted))
        if (!inputs.has(input.key)) inputs.set(input.key, await this.#inputValue(input));
      return true;
    } catch (error) {
      this.parts.fail(task, error);
      return false;
    }
  }

  async #inputValue(input: Derivation): Promise<unknown> {
    const { value } = await this.parts.known.find(input);
    if (value === undefined) throw new Refusal(`${input.title}: the value was there and is gone.`, 'Ask again.');
    return value;
  }

  /** A chance for messages, for something more urgent, and to stop where nobody wants any of them. */
  #restOf(tasks: readonly Task[]): () => Promise<void> {
    let waiting: Promise<void> | undefined;
    return async () => {
      if (performance.now() - this.#breathed > BREATH) {
        await new Promise((resolve) => setImmediate(resolve));
        this.#breathed = performance.now();
      }
      // Parts of one computation that run side by side rest each for itself: all of them wait.
      waiting ??= this.#giveWay(tasks).finally(() => {
        waiting = undefined;
      });
      await waiting;
      if (tasks.every(({ cancelled }) => cancelled)) tasks[0]?.throwIfCancelled();
    };
  }

  #contextOf(tasks: readonly Task[], inputs: ReadonlyMap<string, unknown>, rest: () => Promise<void>): GroupContext {
    const byKey = new Map(tasks.map((task) => [task.wanted.key, task]));
    return {
      store: this.parts.store,
      backend: () => this.parts.backend.open(),
      input: <Value>(wanted: Derivation<Value>) => inputs.get(wanted.key) as Value,
      report: async (key, fraction, stage) => {
        const task = byKey.get(key);
        task?.advance(fraction, stage);
        if (task !== undefined) this.parts.reports.advanced(task);
        await rest();
        if (task?.cancelled) throw new Cancelled(task.wanted.title);
      },
      notice: (key, text) => {
        byKey.get(key)?.addNotice(text);
      },
    };
  }
}
