import type { Backend, BackendReport } from './backend.js';
import { CANDIDATES } from './candidates.js';
import { succeedingBackend } from './succeedingBackend.js';
import { Succession, type SuccessionOptions } from './succession.js';

export interface Selection {
  /** What serves, now and after it failed. */
  readonly backend: Backend;
  /** What became of each by now, in the order tried. */
  readonly reports: readonly BackendReport[];
}

/** Candidates are those of this version unless said otherwise. */
export type SelectOptions = Partial<SuccessionOptions>;

/**
 * The first backend that opens, or exactly the one asked for; replaced when it fails in use.
 * @throws Refusal when the one asked for, or all of them, do not open.
 */
export async function selectBackend({ candidates = CANDIDATES, ...options }: SelectOptions = {}): Promise<Selection> {
  const succession = new Succession({ candidates, ...options });
  await succession.open();
  return {
    backend: succeedingBackend(succession),
    get reports() {
      return succession.reports;
    },
  };
}
