import { createPubSub, filter, pipe, Repeater } from '@graphql-yoga/subscription';
import type { ComputationEvent, Derivation, Price } from '@unitgraph/analysis';
import type { ComputationTable } from '../catalog/computationTable.js';
import { type ComputationRecord, FREE, hasEnded, queuedRecord } from './computationRecord.js';

/** How many are remembered. */
const KEPT = 5_000;
/** Milliseconds between writes of what changed to the catalog. */
const WRITTEN_EVERY = 250;

/** What is computed and was: the latest run of each derivation, with news of every change. */
export class Computations {
  /** In the order of asking, oldest first. */
  readonly #records = new Map<string, ComputationRecord>();
  readonly #changed = new Map<string, ComputationRecord>();
  readonly #news = createPubSub<{ change: [ComputationRecord] }>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** Runs that ended well since this process started. */
  finished = 0;

  private constructor(readonly table: ComputationTable) {}

  /** Reads the history. What was under way when the last server ended was lost with it, and says so. */
  static async open(table: ComputationTable): Promise<Computations> {
    await table.prune(KEPT);
    const computations = new Computations(table);
    for (const record of await table.latest(KEPT)) {
      computations.#records.set(record.key, record);
      if (hasEnded(record)) continue;
      computations.#change({
        ...record,
        // What had not begun did not fail.
        ...(record.state === 'QUEUED'
          ? { state: 'CANCELLED', error: 'The server ended before this was begun. Ask again.' }
          : {
              state: 'FAILED',
              error: 'The server ended before this was finished. Ask again: what it had finished on the way is kept.',
            }),
        endedAt: new Date(),
      });
    }
    return computations;
  }

  get(key: string): ComputationRecord | undefined {
    return this.#records.get(key);
  }

  /** Newest first. */
  all(): ComputationRecord[] {
    return [...this.#records.values()].reverse();
  }

  count(state: ComputationRecord['state']): number {
    return [...this.#records.values()].filter((record) => record.state === state).length;
  }

  /** A new run, unless one is under way. */
  request(derivation: Derivation, price: Price = FREE): ComputationRecord {
    const known = this.#records.get(derivation.key);
    if (known !== undefined && !hasEnded(known)) return known;
    // At the end of the map, so that it comes first in the list.
    this.#records.delete(derivation.key);
    return this.#change(queuedRecord(derivation, price));
  }

  /** The record of a value that is there already: its own history, or one that says so. */
  ofFinished(derivation: Derivation): ComputationRecord {
    const known = this.#records.get(derivation.key);
    if (known?.state === 'DONE') return known;
    return { ...queuedRecord(derivation, FREE), state: 'DONE', progress: 1, endedAt: new Date() };
  }

  apply(event: ComputationEvent): void {
    const before = this.request(event.derivation, event.price);
    const started = before.startedAt ?? (event.state === 'QUEUED' ? null : new Date());
    const after: ComputationRecord = {
      ...before,
      state: event.state,
      progress: event.progress,
      stage: event.state === 'RUNNING' ? event.stage : null,
      price: event.price,
      error: event.error,
      notice: event.notice,
      startedAt: started,
    };
    const ended = hasEnded(after);
    if (event.state === 'DONE') this.finished += 1;
    this.#change(ended ? { ...after, endedAt: new Date() } : after);
  }

  /** Ends a run that cannot tell it itself any more. */
  end(key: string, state: 'DONE' | 'FAILED' | 'CANCELLED', error: string | null): ComputationRecord | undefined {
    const record = this.#records.get(key);
    if (record === undefined || hasEnded(record)) return record;
    const progress = state === 'DONE' ? 1 : record.progress;
    return this.#change({ ...record, state, progress, error, stage: null, endedAt: new Date() });
  }

  /** Ends all of these kinds that are under way. */
  endAll(error: string, isOne: (kind: string) => boolean): void {
    for (const record of this.#records.values()) if (isOne(record.kind)) this.end(record.key, 'FAILED', error);
  }

  /** Every change of every computation, from now on. */
  changes(): AsyncIterable<ComputationRecord> {
    return this.#news.subscribe('change') as AsyncIterable<ComputationRecord>;
  }

  /** One computation: as it is now, then every change of it, until it has ended. */
  follow(key: string): AsyncIterable<ComputationRecord> {
    const changes = pipe(
      this.#news.subscribe('change') as Repeater<ComputationRecord>,
      filter((record: ComputationRecord) => record.key === key),
    );
    return new Repeater<ComputationRecord>(async (push, stop) => {
      stop.then(() => changes.return());
      const now = this.#records.get(key);
      if (now !== undefined) await push(now);
      if (now === undefined || hasEnded(now)) return stop();
      for await (const record of changes) {
        await push(record);
        if (hasEnded(record)) break;
      }
      stop();
    });
  }

  /** Writes what is not in the catalog yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const records = [...this.#changed.values()];
    this.#changed.clear();
    this.#writing = this.#writing.then(() => (records.length > 0 ? this.table.write(records) : undefined));
    await this.#writing;
  }

  #change(record: ComputationRecord): ComputationRecord {
    this.#records.set(record.key, record);
    this.#changed.set(record.key, record);
    if (this.#timer === undefined) {
      this.#timer = setTimeout(() => {
        // The history is for people: that it cannot be written must not stop what is computed, but is said.
        this.flush().catch((error: unknown) =>
          console.error('The history of computations could not be written:', error),
        );
      }, WRITTEN_EVERY);
      this.#timer.unref();
    }
    this.#news.publish('change', record);
    return record;
  }
}
