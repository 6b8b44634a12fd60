import { Cancelled } from '../errors.js';
import type { Derivation } from './derivation.js';
import type { ComputationEvent, ComputationState, Price } from './events.js';
import type { Client } from './turns.js';

/** What is computed first: higher priority, and among equals what was asked for last, since that is what somebody looks at. */
export interface Urgency {
  readonly priority: number;
  /** Number of the burst of requests that it came with. */
  readonly burst: number;
  /** Who wants it. */
  readonly clients: Iterable<Client>;
}

export function isMoreUrgent(one: Urgency, other: Urgency): boolean {
  return one.priority > other.priority || (one.priority === other.priority && one.burst > other.burst);
}

/** One derivation that is being computed, or waits for its turn or its inputs. */
export class Task {
  state: ComputationState = 'QUEUED';
  stage: string | null = null;
  error: string | null = null;
  notice: string | null = null;
  startedAt: number | undefined;
  seconds: number | null = null;
  /** Tasks of inputs that are not finished yet. */
  readonly inputs = new Set<Task>();
  readonly clients = new Set<Client>();
  /** Milliseconds that it was interrupted for since it started. */
  interrupted = 0;
  /** Those who wait; when all of them have gone, the work stops. */
  waiting = 0;
  cancelled = false;
  readonly promise: Promise<unknown>;
  resolve!: (value: unknown) => void;
  reject!: (reason: unknown) => void;
  #fraction = 0;
  /** Seconds that inputs took which are finished by now: they count in the progress. */
  #behind = 0;
  #shown = 0;

  constructor(
    readonly wanted: Derivation,
    public urgency: Urgency,
    /** The task's own price, without inputs. */
    readonly price: Price,
  ) {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Somebody may cancel before anybody waits.
    this.promise.catch(() => undefined);
  }

  /** Seconds of this task and of all that it still waits for. */
  get totalSeconds(): number {
    return this.#behind + this.price.seconds + [...this.inputs].reduce((sum, input) => sum + input.totalSeconds, 0);
  }

  /** 0..1, never falling. */
  get progress(): number {
    if (this.state === 'DONE') return 1;
    const done =
      this.#behind +
      this.price.seconds * this.#fraction +
      [...this.inputs].reduce((sum, input) => sum + input.totalSeconds * input.progress, 0);
    const total = this.totalSeconds;
    this.#shown = Math.max(this.#shown, total > 0 ? Math.min(1, done / total) : this.#fraction);
    return this.#shown;
  }

  /** Seconds that it ran, interruptions left out. */
  get secondsRun(): number {
    return this.startedAt === undefined ? 0 : (performance.now() - this.startedAt - this.interrupted) / 1000;
  }

  /** Seconds that it has left of its own: by its pace once that says something, by its price before. */
  get secondsLeft(): number {
    if (this.#fraction < 0.05) return Math.max(0, this.price.seconds - this.secondsRun);
    return (this.secondsRun * (1 - this.#fraction)) / this.#fraction;
  }

  advance(fraction: number, stage: string): void {
    this.#fraction = Math.max(this.#fraction, Math.min(1, fraction));
    this.stage = stage;
  }

  addNotice(text: string): void {
    this.notice = this.notice === null ? text : `${this.notice} ${text}`;
  }

  inputFinished(input: Task): void {
    if (this.inputs.delete(input)) this.#behind += input.totalSeconds;
  }

  throwIfCancelled(): void {
    if (this.cancelled) throw new Cancelled(this.wanted.title);
  }

  event(): ComputationEvent {
    const { state, stage, error, notice, seconds, price } = this;
    return { derivation: this.wanted, state, progress: this.progress, stage, price, error, notice, seconds };
  }
}
