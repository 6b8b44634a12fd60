import type { Derivation } from './derivation.js';
import type { ComputationEvent, Price } from './events.js';

export interface DeriveOptions {
  /** When everybody who asked has gone, the work stops. */
  readonly signal?: AbortSignal;
  /** Higher runs sooner; 0 by default. Among equals, clients take turns, and what one of them asked for last runs first. */
  readonly priority?: number;
  /** Whose share of the device it takes: clients get equal ones among equally urgent computations. */
  readonly client?: string;
}

/**
 * Computes derivations: each once however often it is asked for, inputs first, those that can share a pass together.
 * Values are kept in the store; a failed one is not.
 */
export interface DerivationEngine {
  /** Rejects with `Cancelled` or with the error of the computation. Resolves once the value is in the store. */
  derive<Value>(wanted: Derivation<Value>, options?: DeriveOptions): Promise<Value>;
  /** Somebody else wants what is being computed, or wants it sooner; nothing where it is not. */
  join(key: string, options: DeriveOptions): void;
  /** Stops a computation that is queued or running, whoever waits for it. False when there is none. */
  cancel(key: string): boolean;
  /** Price of what is still missing, inputs included; all zero when the value is there. */
  estimate(wanted: Derivation): Promise<Price>;
  /** The same of several together: inputs that they share are counted once, and so are passes. */
  estimateAll(wanted: readonly Derivation[]): Promise<Price>;
  /** Called on every change, at most five times a second for each computation. Returns the way to unsubscribe. */
  subscribe(listener: (event: ComputationEvent) => void): () => void;
  dispose(): Promise<void>;
}
