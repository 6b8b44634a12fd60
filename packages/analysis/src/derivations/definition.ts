import type { Backend } from '../backends/backend.js';
import type { Store } from '../storage/store.js';
import type { Derivation } from './derivation.js';
import type { Work } from './prices/work.js';

/** What a computation has at hand while it runs. */
export interface Context {
  readonly store: Store;
  /** Opened when first asked for. */
  backend(): Promise<Backend>;
  /** The value of an input; it is there before the computation starts. */
  input<Value>(wanted: Derivation<Value>): Value;
  /**
   * Says how far the work is (0..1) and gives way to messages. Throws `Cancelled` when the work is no longer wanted, so
   * call it between blocks.
   */
  report(fraction: number, stage: string): Promise<void>;
  /** Tells people about something that was mended on the way. */
  notice(text: string): void;
}

/** How one kind of derivation is computed: by itself, or in a pass that it can share with others. */
export type Definition<Value = unknown> = Facts<Value> & (Alone<Value> | Sharing<Value>);

interface Facts<Value> {
  readonly kind: string;
  /** What there is to do once the inputs are there. */
  cost(wanted: Derivation<Value>): Work;
  /**
   * The recordings that it reads, each ascending from its beginning, once or more often: what is wanted at the same time reads them
   * in step. None unless said.
   */
  reads?(wanted: Derivation<Value>): readonly Derivation[];
  /** What it prepares and leaves for others of its kind, by name: those that need the same are computed one after another. */
  prepares?(wanted: Derivation<Value>): readonly string[];
  /** What is wrong with a value that was kept, in words, or null: asked when it is read from the store. */
  problem?(value: Value, store: Store): Promise<string | null>;
}

interface Alone<Value> {
  compute(wanted: Derivation<Value>, context: Context): Promise<Value>;
  readonly share?: undefined;
}

interface Sharing<Value> {
  readonly compute?: undefined;
  readonly share: Share<Value>;
}

/** A kind's part in a pass. */
export interface Share<Value = unknown, Part = unknown> {
  readonly pass: Pass<Part>;
  /** What this kind wants of the pass for one derivation, and how its value comes of it. Without inputs' values. */
  part(wanted: Derivation<Value>): Part;
}

/** One run over data that several derivations need, of one kind or of many: what is read or run once serves them all. */
export interface Pass<Part = unknown> {
  /** Tells passes apart: no two have the same. */
  readonly name: string;
  /** The members of one run are those of equal theme. */
  theme(part: Part): string;
  /**
   * Which of those that could join the first are taken with it, where it is not all: the others have their own run.
   * @param room bytes that the run may take
   */
  choose?(first: Part, others: readonly Candidate<Part>[], room: number): readonly Candidate<Part>[];
  /** Bytes that one run for all of these holds, where that is not the sum of what each of them does. */
  memory?(parts: readonly Part[]): number;
  /** What there is to do for all of them together; the sum of what each has unless said. */
  cost?(wanted: readonly Derivation[]): Work;
  /** By key, the value, or why that one has none: a member that fails, or is cancelled, does not take the others with it. */
  compute(members: readonly Member<Part>[], context: GroupContext): Promise<ReadonlyMap<string, unknown>>;
}

export interface Member<Part = unknown> {
  readonly wanted: Derivation;
  readonly part: Part;
}

/** One that is ready and could join a run. */
export interface Candidate<Part = unknown> {
  readonly part: Part;
  /** What it takes by itself. */
  readonly seconds: number;
  /** Whether its priority is no lower than the first's: what is urgent should not wait long for what is not. */
  readonly urgent: boolean;
}

/** A context that reports for each member of a pass by itself. */
export interface GroupContext extends Omit<Context, 'report' | 'notice'> {
  /** Throws `Cancelled` when that member is no longer wanted: others may be. */
  report(key: string, fraction: number, stage: string): Promise<void>;
  notice(key: string, text: string): void;
}

/** A share of any pass, as definitions hold it: what type its parts have, only its pass needs to know. */
export function shareOf<Value, Part>(share: Share<Value, Part>): Share<Value> {
  return share as unknown as Share<Value>;
}
