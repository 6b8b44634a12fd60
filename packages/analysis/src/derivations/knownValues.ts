import { packBundle } from '../formats/bundle.js';
import type { Store } from '../storage/store.js';
import { definitionOf } from './definitions/index.js';
import type { Derivation } from './derivation.js';
import { type Kept, readKept } from './readValue.js';
import { ValueCache } from './valueCache.js';

/** Finished values: in memory while there is room, always in the store. */
export class KnownValues {
  readonly #memory: ValueCache;

  constructor(
    readonly store: Store,
    memoryBytes: number,
  ) {
    this.#memory = new ValueCache(memoryBytes);
  }

  async has(wanted: Derivation): Promise<boolean> {
    return this.#memory.get(wanted.key) !== undefined || this.store.hasValue(wanted.key);
  }

  /** The value, unless its files are gone or cut off by now. */
  async find(wanted: Derivation): Promise<Kept<unknown>> {
    const remembered = this.#memory.get(wanted.key);
    if (remembered !== undefined) {
      const problem = (await definitionOf(wanted.kind).problem?.(remembered, this.store)) ?? null;
      if (problem === null) return { value: remembered, problem };
      this.#memory.delete(wanted.key);
      return { value: undefined, problem };
    }
    const kept = await readKept(this.store, wanted);
    if (kept.value !== undefined) this.#memory.set(wanted.key, kept.value);
    return kept;
  }

  /** From memory; the store keeps it. */
  forget(key: string): void {
    this.#memory.delete(key);
  }

  async keep(wanted: Derivation, value: unknown): Promise<void> {
    await this.store.writeValue(wanted.key, packBundle(value));
    this.#memory.set(wanted.key, value);
  }
}
