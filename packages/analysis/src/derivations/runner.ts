import { Cancelled, Refusal } from '../errors.js';
import type { Store } from '../storage/store.js';
import type { CalibratedBackend } from './calibratedBackend.js';
import { computeInStep, type RunInStep } from './computeInStep.js';
import type { GroupContext } from './definition.js';
import { type Derivation, inputsOf } from './derivation.js';
import type { Gathering } from './gathering.js';
import type { KnownValues } from './knownValues.js';
import { type MemoryBudget, memoryOf } from './memoryBudget.js';
import { memoryOfRun } from './passes.js';
import type { ReadyTasks } from './readyTasks.js';
import type { RunsInStep } from './runsInStep.js';
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

/** Runs what is ready, one computation at a time, or those that share a pass or read in step, and measures the device in between. */
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
        if (group.runs.length === 0) return;
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

  async #compute(taken: RunsInStep): Promise<void> {
    const group = taken.runs.flat();
    for (const task of group) {
      task.state = 'RUNNING';
      task.startedAt = performance.now();
      task.interrupted = 0;
      this.parts.reports.changed(task);
    }
    const inputs = new Map<string, unknown>();
    const runs: Task[][] = [];
    for (const run of taken.runs) {
      const tasks: Task[] = [];
      for (const task of run) if (await this.#takeInputs(task, inputs)) tasks.push(task);
      if (tasks.length > 0) runs.push(tasks);
    }
    const tasks = runs.flat();
    const byKey = new Map(tasks.map((task) => [task.wanted.key, task]));
    const giveWay = this.#givingWayOf(runs);
    try {
      await computeInStep(
        { runs: runs.map((run) => runOf(run, giveWay)), spare: taken.spare },
        this.#contextOf(byKey, inputs, giveWay),
        (key, value) => this.#settle(byKey.get(key) as Task, value),
      );
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

  async #settle(task: Task, value: unknown): Promise<void> {
    try {
      if (value instanceof Error) this.parts.fail(task, value);
      else await this.parts.finish(task, value);
    } catch (error) {
      this.parts.fail(task, error);
    }
  }

  /** Does what may interrupt the running computations, which wait in their `report` meanwhile, and go on where they were. */
  async #giveWay(runs: readonly Task[][]): Promise<void> {
    const group = runs.flat();
    for (;;) {
      const { first } = this.parts.ready;
      const running = group.filter(({ state }) => state === 'RUNNING');
      const left = running.reduce((sum, task) => sum + task.secondsLeft, 0);
      if (first === undefined || this.#interrupting || !mayInterrupt(first, running, left)) return;
      const free = this.parts.budget.computing - memoryOfRuns(runs);
      if (memoryOf(first.wanted) > free) return;
      this.#interrupting = true;
      const start = performance.now();
      try {
        await this.parts.gathering.settled();
        await this.#compute(this.parts.ready.takeGroup(free));
        // What waited for it becomes ready.
        await this.parts.gathering.settled();
      } finally {
        this.#interrupting = false;
        for (const task of group) task.interrupted += performance.now() - start;
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

  /** A chance for messages, and for something more urgent. */
  #givingWayOf(runs: readonly Task[][]): () => Promise<void> {
    let waiting: Promise<void> | undefined;
    return async () => {
      if (performance.now() - this.#breathed > BREATH) {
        await new Promise((resolve) => setImmediate(resolve));
        this.#breathed = performance.now();
      }
      // What runs side by side rests each for itself: all of them wait.
      waiting ??= this.#giveWay(runs).finally(() => {
        waiting = undefined;
      });
      await waiting;
    };
  }

  #contextOf(
    tasks: ReadonlyMap<string, Task>,
    inputs: ReadonlyMap<string, unknown>,
    giveWay: () => Promise<void>,
  ): GroupContext {
    return {
      store: this.parts.store,
      backend: () => this.parts.backend.open(),
      input: <Value>(wanted: Derivation<Value>) => inputs.get(wanted.key) as Value,
      report: async (key, fraction, stage) => {
        const task = tasks.get(key);
        task?.advance(fraction, stage);
        if (task !== undefined) this.parts.reports.advanced(task);
        await giveWay();
        if (task?.cancelled) throw new Cancelled(task.wanted.title);
      },
      notice: (key, text) => {
        tasks.get(key)?.addNotice(text);
      },
    };
  }
}

function runOf(tasks: readonly Task[], giveWay: () => Promise<void>): RunInStep {
  const isWanted = (): boolean => tasks.some(({ cancelled }) => !cancelled);
  return {
    wanted: tasks.map(({ wanted }) => wanted),
    isWanted,
    async rest() {
      await giveWay();
      if (!isWanted()) tasks[0]?.throwIfCancelled();
    },
  };
}

function memoryOfRuns(runs: readonly Task[][]): number {
  return runs.reduce((sum, run) => sum + memoryOfRun(run.map(({ wanted }) => wanted)), 0);
}
