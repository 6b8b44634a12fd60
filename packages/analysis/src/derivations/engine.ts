import type { Backend } from '../backends/backend.js';
import { Cancelled, Refusal } from '../errors.js';
import type { Store } from '../storage/store.js';
import { Bursts } from './bursts.js';
import { CalibratedBackend } from './calibratedBackend.js';
import type { Calibration } from './calibration.js';
import { type Derivation, inputsOf } from './derivation.js';
import type { DerivationEngine, DeriveOptions } from './engineContract.js';
import type { ComputationEvent, Price } from './events.js';
import { Gathering } from './gathering.js';
import { KnownValues } from './knownValues.js';
import { MemoryBudget } from './memoryBudget.js';
import { keepPreparedSides } from './preparedSides.js';
import { missingOf } from './prices/missing.js';
import type { Prices } from './prices/prices.js';
import { ReadyTasks } from './readyTasks.js';
import { Runner } from './runner.js';
import { isMoreUrgent, Task, type Urgency } from './task.js';
import { TaskReports } from './taskReports.js';
import { Turns } from './turns.js';

export interface EngineOptions {
  readonly store: Store;
  /** Opens the backend when the first computation needs it. */
  readonly backend: () => Promise<Backend>;
  /** Bytes that the process may use: see `MemoryBudget`. */
  readonly memoryBytes?: number;
  /** Whether the device is measured once nobody has asked for anything for a moment; true unless said otherwise. */
  readonly calibrates?: boolean;
  /** Bytes that one run of a pass may take, for what it reads and what it makes; more is made by several. */
  readonly passBytes?: number;
}

/** An input that is waited for, and its task where it is not there yet. */
interface Input {
  readonly promise: Promise<unknown>;
  readonly task: Task | undefined;
}

/** See `DerivationEngine`. What is asked for becomes tasks, whose inputs come first; what is ready is run by the `Runner`. */
export class Engine implements DerivationEngine {
  readonly #tasks = new Map<string, Task>();
  readonly #ready: ReadyTasks;
  readonly #gathering = new Gathering();
  readonly #reports = new TaskReports(this.#tasks);
  readonly #bursts = new Bursts();
  readonly #turns = new Turns();
  readonly #budget: MemoryBudget;
  readonly #known: KnownValues;
  readonly #backend: CalibratedBackend;
  readonly #runner: Runner;
  computed = 0;

  constructor(readonly options: EngineOptions) {
    this.#budget = new MemoryBudget(options.memoryBytes);
    this.#known = new KnownValues(options.store, this.#budget.values);
    keepPreparedSides(this.#budget.sides);
    this.#ready = new ReadyTasks(options.passBytes ?? this.#budget.pass);
    this.#backend = new CalibratedBackend(options.backend, options.store, (notice) => this.#tellRunning(notice));
    this.#runner = new Runner({
      ...{ store: options.store, calibrates: options.calibrates ?? true },
      ...{ ready: this.#ready, gathering: this.#gathering, reports: this.#reports, turns: this.#turns },
      ...{ budget: this.#budget, known: this.#known, backend: this.#backend },
      finish: (task, value) => this.#finish(task, value),
      fail: (task, error) => this.#fail(task, error),
    });
    void this.#backend.prices.open();
  }

  /** What things cost here. */
  get prices(): Prices {
    return this.#backend.prices;
  }

  /** The backend's measured speed; nothing before it was needed. */
  get calibration(): Calibration | undefined {
    return this.#backend.calibration;
  }

  async derive<Value>(wanted: Derivation<Value>, options: DeriveOptions = {}): Promise<Value> {
    this.#gathering.asked();
    return this.#await(wanted, this.#urgencyOf(options), options.signal);
  }

  async #await<Value>(wanted: Derivation<Value>, urgency: Urgency, signal?: AbortSignal): Promise<Value> {
    const task = this.#tasks.get(wanted.key) ?? this.#start(wanted, urgency);
    this.#raise(task, urgency);
    task.waiting++;
    const leave = (): void => {
      task.waiting--;
      if (task.waiting === 0) this.#cancel(task);
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return (await task.promise) as Value;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  join(key: string, options: DeriveOptions): void {
    const task = this.#tasks.get(key);
    if (task !== undefined) this.#raise(task, this.#urgencyOf(options));
  }

  #urgencyOf({ priority = 0, client = 'anybody' }: DeriveOptions): Urgency {
    return { priority, burst: this.#bursts.current(), clients: [this.#turns.clientOf(client)] };
  }

  cancel(key: string): boolean {
    const task = this.#tasks.get(key);
    if (task !== undefined) this.#cancel(task);
    return task !== undefined;
  }

  /** Forgets a value, so that it is computed again when it is next asked for; removes it from the store. */
  async forget(key: string): Promise<void> {
    this.#known.forget(key);
    await this.options.store.removeValue(key);
  }

  async estimate(wanted: Derivation): Promise<Price> {
    return this.estimateAll([wanted]);
  }

  async estimateAll(wanted: readonly Derivation[]): Promise<Price> {
    await this.#backend.prices.open();
    const missing = await missingOf(wanted, (each) => this.#known.has(each));
    return this.#backend.prices.priceOfAll(missing);
  }

  subscribe(listener: (event: ComputationEvent) => void): () => void {
    return this.#reports.subscribe(listener);
  }

  async dispose(): Promise<void> {
    this.#runner.stop();
    for (const task of this.#tasks.values()) this.#cancel(task);
    await this.#backend.dispose();
  }

  #start(wanted: Derivation, urgency: Urgency): Task {
    const task = new Task(wanted, urgency, this.#backend.prices.priceOf(wanted));
    this.#tasks.set(wanted.key, task);
    const looked = this.#look(task);
    this.#gathering.add(
      task,
      looked.then((inputs) => inputs?.map(({ task }) => task).filter((input) => input !== undefined) ?? []),
    );
    void this.#prepare(task, looked).catch((error: unknown) => this.#fail(task, error));
    return task;
  }

  /** Takes the value from the store, or asks for the inputs. @returns these; nothing where the value was there */
  async #look(task: Task): Promise<readonly Input[] | undefined> {
    const { value, problem } = await this.#known.find(task.wanted);
    if (value !== undefined) {
      this.#tasks.delete(task.wanted.key);
      this.#turns.leave(task);
      task.state = 'DONE';
      task.resolve(value);
      return undefined;
    }
    if (problem !== null) task.notice = `Made anew: ${problem}.`;
    task.throwIfCancelled();
    // Before its inputs are computed, which may take long.
    this.#budget.check(task.wanted);
    const inputs = inputsOf(task.wanted).map((input) => {
      const promise = this.#await(input, { ...task.urgency, clients: task.clients });
      // That it failed is found where it is waited for.
      promise.catch(() => {});
      const started = this.#tasks.get(input.key);
      if (started !== undefined) {
        task.inputs.add(started);
        started.promise.finally(() => task.inputFinished(started)).catch(() => undefined);
      }
      return { promise, task: started };
    });
    this.#reports.changed(task);
    return inputs;
  }

  /** Queues once the inputs are there. */
  async #prepare(task: Task, looked: Promise<readonly Input[] | undefined>): Promise<void> {
    const inputs = await looked;
    if (inputs === undefined) return;
    await Promise.all(inputs.map(({ promise }) => promise));
    task.throwIfCancelled();
    this.#ready.add(task);
    void this.#runner.run();
  }

  /** What all that run now met. */
  #tellRunning(notice: string): void {
    for (const task of this.#tasks.values()) {
      if (task.state !== 'RUNNING') continue;
      task.addNotice(notice);
      this.#reports.changed(task);
    }
  }

  async #finish(task: Task, value: unknown): Promise<void> {
    if (value === undefined) throw new Error(`${task.wanted.title} gave no value.`);
    await this.#known.keep(task.wanted, value);
    this.computed++;
    this.#end(task, 'DONE');
    task.resolve(value);
  }

  #fail(task: Task, error: unknown): void {
    if (this.#tasks.get(task.wanted.key) !== task) return;
    const cancelled = error instanceof Cancelled;
    if (!cancelled) task.error = describe(error);
    this.#end(task, cancelled ? 'CANCELLED' : 'FAILED');
    task.reject(error);
  }

  #end(task: Task, state: 'DONE' | 'FAILED' | 'CANCELLED'): void {
    task.state = state;
    if (task.startedAt !== undefined) task.seconds = task.secondsRun;
    this.#tasks.delete(task.wanted.key);
    this.#turns.leave(task);
    this.#reports.ended(task);
  }

  #cancel(task: Task): void {
    task.cancelled = true;
    this.#ready.remove(task);
    // One that runs stops at its next report; one that waits stops now.
    if (task.state === 'QUEUED') this.#fail(task, new Cancelled(task.wanted.title));
    for (const input of task.inputs) {
      input.waiting--;
      if (input.waiting <= 0) this.#cancel(input);
    }
  }

  /** A task that somebody urgent waits for is urgent, and so are its inputs; who wants it wants these. */
  #raise(task: Task, urgency: Urgency): void {
    const joined = this.#turns.join(task, urgency.clients);
    const urgent = isMoreUrgent(urgency, task.urgency);
    if (urgent) task.urgency = urgency;
    if (!urgent && !joined) return;
    for (const input of task.inputs) this.#raise(input, urgency);
  }
}

function describe(error: unknown): string {
  if (error instanceof Refusal) return `${error.message} ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
