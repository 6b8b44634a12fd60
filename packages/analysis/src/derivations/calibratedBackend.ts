import type { Backend } from '../backends/backend.js';
import type { Store } from '../storage/store.js';
import type { Calibration } from './calibration.js';
import { Prices } from './prices/prices.js';

/** A backend that is opened when it is first needed, and measured when there is nothing else to do: again, once another device took its place. */
export class CalibratedBackend {
  #backend: Promise<Backend> | undefined;
  #failed = false;
  /** What things cost on it. */
  readonly prices: Prices;

  constructor(
    readonly openBackend: () => Promise<Backend>,
    store: Store,
    /** Told, in a sentence for people, that another device took over. */
    readonly onReplaced: (notice: string) => void,
  ) {
    this.prices = new Prices(store);
  }

  /** What was measured, in this run or an earlier one; nothing before that. */
  get calibration(): Calibration | undefined {
    return this.prices.calibration;
  }

  open(): Promise<Backend> {
    this.#backend ??= this.#openNew();
    return this.#backend;
  }

  get needsCalibration(): boolean {
    return this.#backend !== undefined && !this.#failed && this.prices.needsCalibration;
  }

  /** Measures the next kind of work, where that is needed. @returns whether there is more to measure */
  async calibrateFurther(): Promise<boolean> {
    if (this.#backend === undefined || !this.needsCalibration) return false;
    try {
      await this.prices.calibrateFurther(await this.#backend);
    } catch {
      // A device that cannot be measured may compute all the same; prices are guesses then.
      this.#failed = true;
    }
    return this.needsCalibration;
  }

  async dispose(): Promise<void> {
    await this.prices.flush();
    await (await this.#backend)?.dispose();
  }

  async #openNew(): Promise<Backend> {
    try {
      const backend = await this.openBackend();
      await this.prices.on(backend);
      backend.onReplaced?.((notice) => {
        // What is known of the other device, if anything, holds from here on.
        this.#failed = false;
        void this.prices.on(backend);
        this.onReplaced(notice);
      });
      return backend;
    } catch (error) {
      // A failure is not kept: the next computation tries again.
      this.#backend = undefined;
      throw error;
    }
  }
}
