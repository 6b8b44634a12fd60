import type { Rates } from './prices/work.js';

/** How fast this machine computes, measured and not guessed. */
export interface Calibration {
  /** Rate of cross-products on the backend, 1e9 floating-point operations per second. */
  readonly gigaflops: number;
  /** Rate at which activations are copied and scanned, 1e9 bytes per second. */
  readonly gigabytesPerSecond: number;
  /** What is done in a second, of every kind of work. */
  readonly rates: Rates;
  /** When, in milliseconds since 1970. */
  readonly measuredAt: number;
}

/** Raised when other things are measured, or counted otherwise: what was kept of earlier versions counts for nothing then. */
export const CALIBRATION_VERSION = 3;

/** Milliseconds after which a calibration is measured anew: drivers, libraries and neighbours change. */
const STALE = 30 * 24 * 3_600_000;

/** The rates of two slow cores, for as long as nothing was measured. */
export const USUAL_RATES: Rates = {
  products: 6e10,
  preciseProducts: 3e10,
  dense: 1e10,
  algebra: 1e9,
  counting: 2e9,
  ordering: 1e7,
  forward: 1e10,
  scanning: 6e8,
  writing: 2e8,
  calls: 5_000,
  steps: 400,
};

export function isStale({ measuredAt }: Calibration): boolean {
  return Math.abs(Date.now() - measuredAt) > STALE;
}

export function calibrationOf(rates: Rates): Calibration {
  const gigabytesPerSecond = rates.scanning / 1e9;
  return { gigaflops: rates.products / 1e9, gigabytesPerSecond, rates, measuredAt: Date.now() };
}
