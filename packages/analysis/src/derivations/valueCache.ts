import { sizeOfBundle } from '../formats/bundle.js';

/** Values in memory, up to a number of bytes; those asked for longest ago go first. */
export class ValueCache {
  readonly #values = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  #bytes = 0;

  constructor(readonly limit: number) {}

  get entries(): number {
    return this.#values.size;
  }
  get bytes(): number {
    return this.#bytes;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): unknown {
    const found = this.#values.get(key);
    if (found === undefined) return undefined;
    // A Map keeps the order of insertion: putting it back makes it the newest.
    this.#values.delete(key);
    this.#values.set(key, found);
    return found.value;
  }

  set(key: string, value: unknown): void {
    this.delete(key);
    const bytes = sizeOfBundle(value);
    if (bytes > this.limit) return;
    this.#values.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#values.keys()) {
      if (this.#bytes <= this.limit) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#bytes -= this.#values.get(key)?.bytes ?? 0;
    this.#values.delete(key);
  }
}
