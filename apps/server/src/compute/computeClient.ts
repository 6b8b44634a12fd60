import {
  Cancelled,
  type ChosenLayer,
  type ComputationEvent,
  type Derivation,
  type ModelDescription,
  missingOf,
  Prices,
  Refusal,
  readValue,
  ValueCache,
} from '@unitgraph/analysis';
import type { TotalPrice } from '../prices/totalPrice.js';
import type { WantedLedger } from '../prices/wantedLedger.js';
import type { FolderStore } from '../storage/folderStore.js';
import { type Asker, SERVER } from './asker.js';
import { ChildConnection } from './childConnection.js';
import { type ComputationRecord, hasEnded } from './computationRecord.js';
import type { Computations } from './computations.js';
import type { Beginning, EngineDescription, StimuliSummary, StimuliToLookAt } from './protocol.js';

/** A value, or the computation that does not have it (yet). */
export type Derived<Value> =
  | { readonly value: Value }
  | {
      readonly computation: ComputationRecord;
      /** Why it failed, where somebody is to be told. */
      readonly refusal?: Refusal;
    };

/** Kinds of derivations that read files which strangers made. */
const IMPORTS: readonly string[] = ['probeSet'];
/** Milliseconds without work after which the process of imports ends. */
const IDLE = 20_000;
/** Models whose description is remembered. */
const DESCRIBED = 4;

/** One way to a value, for all who ask at the same time. */
interface Flight<Value> {
  /** What the store had of it. */
  readonly kept: Promise<Value | undefined>;
  readonly result: Promise<Derived<Value>>;
  /** Those who asked, and how urgently, as the compute process knows it. */
  readonly askers: Set<string>;
}

export interface WaitOptions {
  /** Milliseconds since the epoch at which the answer is the computation; the work goes on. */
  readonly deadline: number;
  /** The server itself unless said otherwise. */
  readonly asker?: Asker;
  /** Is asked before anything is computed that is not under way yet; rejects where it must not be. */
  readonly admit?: (wanted: Derivation) => Promise<void>;
  /** Where what is wanted is written down, in place of computing it. */
  readonly ledger?: WantedLedger | undefined;
}

/**
 * Derived values for the resolvers: from memory, else from the store, else from the compute process. One flight for all
 * who ask for the same; a client that goes away stops nothing, since the value is worth keeping.
 */
export class ComputeClient {
  readonly memory: ValueCache;
  /** Values asked for that memory had, and had not. */
  hits = 0;
  misses = 0;
  readonly child: ChildConnection;
  /** The same program in a process of its own, for files that strangers made: neither waits for the other. */
  readonly #importer: ChildConnection;
  #rest: NodeJS.Timeout | undefined;
  readonly #described = new Map<string, ModelDescription>();
  readonly #flights = new Map<string, Flight<unknown>>();
  readonly #prices: Prices;

  constructor(
    readonly store: FolderStore,
    readonly computations: Computations,
    { memoryBytes, beginning }: { readonly memoryBytes: number; readonly beginning: Beginning },
  ) {
    this.memory = new ValueCache(memoryBytes);
    this.#prices = new Prices(store, false);
    const connect = (isOne: (kind: string) => boolean): ChildConnection =>
      new ChildConnection(
        beginning,
        (event: ComputationEvent) => computations.apply(event),
        (reason) => computations.endAll(`${reason.message} ${reason.remedy}`, isOne),
      );
    this.child = connect((kind) => !IMPORTS.includes(kind));
    this.#importer = connect((kind) => IMPORTS.includes(kind));
  }

  async derive<Value>(wanted: Derivation<Value>, options: WaitOptions): Promise<Derived<Value>> {
    const { deadline, asker = SERVER, admit, ledger } = options;
    const value = this.peek(wanted);
    if (value !== undefined) return { value };
    if (ledger !== undefined) {
      const found = await this.find(wanted);
      return found === undefined ? { computation: ledger.add(wanted) } : { value: found };
    }
    if (admit !== undefined && !this.#flights.has(wanted.key)) {
      const found = await this.find(wanted);
      if (found !== undefined) return { value: found };
      await admit(wanted);
    }
    const flight = this.#flight(wanted, asker);
    // Looking into the store is no computation: even who does not want to wait gets what is there.
    const kept = await flight.kept;
    if (kept !== undefined) return { value: kept };
    const result = await untilDeadline(flight.result, deadline);
    if (result !== undefined) return result;
    const record = this.computations.get(wanted.key);
    // One that ended in this very moment has its result on the way; asking for it again would leave a run that never ends.
    return record === undefined || hasEnded(record) ? flight.result : { computation: record };
  }

  /** The value if memory has it. */
  peek<Value>(wanted: Derivation<Value>): Value | undefined {
    const value = this.memory.get(wanted.key) as Value | undefined;
    if (value === undefined) this.misses += 1;
    else this.hits += 1;
    return value;
  }

  /** The value if it was computed before, from memory or the store; never starts anything. */
  async find<Value>(wanted: Derivation<Value>): Promise<Value | undefined> {
    const known = this.memory.get(wanted.key) as Value | undefined;
    if (known !== undefined) return known;
    const value = await readValue(this.store, wanted);
    if (value !== undefined) this.memory.set(wanted.key, value);
    return value;
  }

  /** Starts what is not there, and answers at once. */
  async start(
    wanted: Derivation,
    { asker = SERVER, admit }: Omit<WaitOptions, 'deadline'>,
  ): Promise<ComputationRecord> {
    if ((await this.find(wanted)) !== undefined) return this.computations.ofFinished(wanted);
    if (!this.#flights.has(wanted.key)) await admit?.(wanted);
    void this.#flight(wanted, asker).result;
    return this.computations.request(wanted);
  }

  /** Forgets a value that turned out to be unusable, so that it is computed again. */
  async forget(wanted: Derivation): Promise<void> {
    this.memory.delete(wanted.key);
    await this.store.removeValue(wanted.key);
  }

  /** Forgets a value that was computed a moment ago, and is in the memory of its process too. */
  async forgetMade(wanted: Derivation): Promise<void> {
    this.memory.delete(wanted.key);
    await this.#childOf(wanted).ask('forget', { key: wanted.key });
  }

  /** Stops a computation and waits, until the deadline, for it to have stopped: work in native code ends at its next step. */
  async cancel(key: string, { deadline }: WaitOptions): Promise<ComputationRecord | undefined> {
    const record = this.computations.get(key);
    if (record === undefined || hasEnded(record) || !(await this.#childOf(record).ask('cancel', { key })))
      return this.computations.get(key);
    const ended = async (): Promise<void> => {
      for await (const change of this.computations.follow(key)) if (hasEnded(change)) break;
      // Who asks again from here on starts anew, and does not join what was stopped.
      await this.#flights.get(key)?.result;
    };
    await untilDeadline(ended(), deadline);
    return this.computations.get(key);
  }

  async estimate(wanted: Derivation): Promise<TotalPrice & { readonly cached: boolean }> {
    const price = await this.priceOf([wanted]);
    return { ...price, cached: price.computations === 0 };
  }

  /** The price of several values together, without asking the process that computes, which may be busy. */
  async priceOf(wanted: readonly Derivation[]): Promise<TotalPrice> {
    await this.#prices.refresh();
    const isThere = async ({ key }: Derivation): Promise<boolean> =>
      this.memory.has(key) || (await this.store.hasValue(key));
    const missing = await missingOf(wanted, isThere);
    return { ...this.#prices.priceOfAll(missing), computations: missing.length };
  }

  /** What a model is. The last ones are remembered: who looks at one is about to import it. */
  async describe(blob: string, layers: readonly ChosenLayer[] = []): Promise<ModelDescription> {
    const name = JSON.stringify([blob, layers]);
    const known = this.#described.get(name);
    if (known !== undefined) return known;
    const described = await this.child.ask('describe', { blob, layers });
    this.#described.set(name, described);
    const [oldest] = this.#described.keys();
    if (this.#described.size > DESCRIBED && oldest !== undefined) this.#described.delete(oldest);
    return described;
  }

  /** Looks through a file of stimuli without decoding them. */
  async look(ask: StimuliToLookAt): Promise<StimuliSummary> {
    try {
      return await this.#importer.ask('look', ask);
    } finally {
      this.#restSoon();
    }
  }

  engine(): Promise<EngineDescription> {
    return this.child.ask('engine', null);
  }

  async close(): Promise<void> {
    clearTimeout(this.#rest);
    await Promise.all([this.child.close(), this.#importer.close()]);
    await this.computations.flush();
  }

  #flight<Value>(wanted: Derivation<Value>, asker: Asker): Flight<Value> {
    const { client, priority } = asker;
    const name = `${priority} ${client}`;
    const under = this.#flights.get(wanted.key) as Flight<Value> | undefined;
    if (under !== undefined) {
      if (!under.askers.has(name)) {
        under.askers.add(name);
        // Once it knows of the computation: the question itself follows the look into the store.
        void under.kept
          .then((kept) =>
            kept === undefined ? this.#childOf(wanted).ask('join', { key: wanted.key, ...asker }) : undefined,
          )
          .catch(() => undefined);
      }
      return under;
    }
    const kept = this.find(wanted);
    const result = this.#fly(wanted, kept, asker).finally(() => this.#flights.delete(wanted.key));
    const flight = { kept, result, askers: new Set([name]) };
    this.#flights.set(wanted.key, flight);
    return flight;
  }

  async #fly<Value>(
    wanted: Derivation<Value>,
    kept: Promise<Value | undefined>,
    asker: Asker,
  ): Promise<Derived<Value>> {
    const there = await kept;
    if (there !== undefined) return { value: there };
    const requested = this.computations.request(wanted);
    try {
      await this.#childOf(wanted).ask('derive', { derivation: wanted, client: asker.client, priority: asker.priority });
      const value = await this.find(wanted);
      if (value !== undefined) {
        // The engine tells nothing of a value that it found ready: finished between the look and the question.
        this.computations.end(wanted.key, 'DONE', null);
        return { value };
      }
      throw new Refusal(
        'The value was computed, and is gone from the store again.',
        `Do not remove files from ${this.store.folder} while the server runs; ask again.`,
      );
    } catch (error) {
      const computation = this.#endedBadly(requested, error);
      return error instanceof Refusal ? { computation, refusal: error } : { computation };
    } finally {
      if (IMPORTS.includes(wanted.kind)) this.#restSoon();
    }
  }

  #childOf({ kind }: { readonly kind: string }): ChildConnection {
    return IMPORTS.includes(kind) ? this.#importer : this.child;
  }

  #restSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#importer.rest(), IDLE).unref();
  }

  #endedBadly(requested: ComputationRecord, error: unknown): ComputationRecord {
    const message = error instanceof Error ? error.message : String(error);
    const ended =
      error instanceof Cancelled
        ? this.computations.end(requested.key, 'CANCELLED', null)
        : this.computations.end(
            requested.key,
            'FAILED',
            error instanceof Refusal ? `${message} ${error.remedy}` : message,
          );
    return ended ?? requested;
  }
}

/** What the work gives, or undefined when the deadline comes first; the work goes on. */
async function untilDeadline<Result>(work: Promise<Result>, deadline: number): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const impatient = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, deadline - Date.now()));
  });
  const result = await Promise.race([work, impatient]);
  clearTimeout(timer);
  return result;
}
