import type { Backend } from '../backends/backend.js';
import type { Refusal } from '../errors.js';
import type { Store } from '../storage/store.js';
import type { Derivation } from './derivation.js';

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

/** Floating-point operations, and bytes read or written. */
export interface Cost {
  readonly flops: number;
  readonly bytes: number;
}

/** How one kind of derivation is computed. */
export interface Definition<Value = unknown> {
  readonly kind: string;
  cost(wanted: Derivation<Value>): Cost;
  compute(wanted: Derivation<Value>, context: Context): Promise<Value>;
  /** Where several derivations can share one pass: those of the same group that are ready are computed together. */
  readonly group?: {
    name(wanted: Derivation<Value>): string;
    /** By key, the value, or why that one has none: a member that fails does not take the others with it. */
    compute(wanted: readonly Derivation<Value>[], context: GroupContext): Promise<ReadonlyMap<string, Value | Refusal>>;
  };
  /** What is wrong with a value that was kept, in words, or null: asked when it is read from the store. */
  problem?(value: Value, store: Store): Promise<string | null>;
}

/** A context that reports for each member of a group by itself. */
export interface GroupContext extends Omit<Context, 'report' | 'notice'> {
  report(key: string, fraction: number, stage: string): Promise<void>;
  notice(key: string, text: string): void;
}
