import { USUAL_MEMORY } from '@unitgraph/analysis';
import { ChildConnection } from '../compute/childConnection.js';
import type { DraftToConvert } from './convertDraft.js';
import { Turns } from './turns.js';

/** Milliseconds after the last shard at which the process ends: it holds memory that nobody needs. */
const IDLE = 20_000;

/**
 * A process of its own that converts shards, one at a time: it reads files that strangers made, and neither the answers of
 * the server nor the computations wait for it.
 */
export class Converter {
  readonly #turns = new Turns(1);
  #child: ChildConnection | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(readonly home: string) {}

  convert(draft: DraftToConvert): Promise<void> {
    return this.#turns.take(async () => {
      clearTimeout(this.#idle);
      // One that was closed for good says so itself.
      this.#child ??= new ChildConnection(
        { home: this.home, backend: null, memoryBytes: USUAL_MEMORY },
        () => {},
        () => {},
      );
      if (this.#closed) await this.#child.close();
      try {
        await this.#child.ask('convert', draft);
      } finally {
        this.#idle = setTimeout(() => void this.#end(), IDLE).unref();
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    await child?.close();
  }
}
