import type { Backend } from '../backends/backend.js';
import { type Calibration, calibrate } from './calibration.js';

/** A backend that is opened, and measured, when it is first needed. */
export class CalibratedBackend {
  #backend: Promise<Backend> | undefined;
  /** What was measured; nothing before it was opened. */
  calibration: Calibration | undefined;

  constructor(readonly openBackend: () => Promise<Backend>) {}

  open(): Promise<Backend> {
    this.#backend ??= this.openBackend()
      .then(async (backend) => {
        this.calibration = await calibrate(backend);
        return backend;
      })
      .catch((error: unknown) => {
        // A failure is not kept: the next computation tries again.
        this.#backend = undefined;
        throw error;
      });
    return this.#backend;
  }

  async dispose(): Promise<void> {
    await (await this.#backend)?.dispose();
  }
}
