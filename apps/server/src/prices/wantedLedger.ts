import type { Derivation } from '@unitgraph/analysis';
import { type ComputationRecord, queuedRecord } from '../compute/computationRecord.js';

/** Writes down what an operation wants that is not there, in place of computing it. */
export class WantedLedger {
  readonly #wanted = new Map<string, Derivation>();

  get wanted(): readonly Derivation[] {
    return [...this.#wanted.values()];
  }

  /** @returns what stands for the value: a computation that nobody begins */
  add(wanted: Derivation): ComputationRecord {
    this.#wanted.set(wanted.key, wanted);
    return queuedRecord(wanted);
  }
}
