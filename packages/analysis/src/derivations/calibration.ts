import type { Backend } from '../backends/backend.js';
import type { Cost } from './definition.js';

/** How fast this machine computes, measured and not guessed. */
export interface Calibration {
  /** Rate of cross-products on the backend, 1e9 floating-point operations per second. */
  readonly gigaflops: number;
  /** Rate at which activations are copied and scanned, 1e9 bytes per second. */
  readonly gigabytesPerSecond: number;
  /** When, in milliseconds since 1970. */
  readonly measuredAt: number;
}

const UNITS = 128;
const SAMPLES = 2048;
const RUNS = 8;

/** Takes some tens of milliseconds: the product of a typical block, and a scan of its values. */
export async function calibrate(backend: Backend): Promise<Calibration> {
  const values = Float32Array.from({ length: UNITS * SAMPLES }, (_, index) => Math.fround(Math.sin(index)));
  const left = { units: UNITS, samples: SAMPLES, values, centre: new Float32Array(UNITS) };
  const right = { ...left, values: values.slice() };
  await backend.crossProducts(left, right);
  const start = performance.now();
  for (let run = 0; run < RUNS; run++) await backend.crossProducts(left, right);
  const multiplied = (performance.now() - start) / RUNS;
  const scanStart = performance.now();
  let scanned = 0;
  for (let run = 0; run < RUNS; run++) {
    for (let index = 0; index < values.length; index++) scanned += values[index] as number;
  }
  const scan = (performance.now() - scanStart) / RUNS;
  if (Number.isNaN(scanned)) throw new Error('The calibration block held values that are not numbers.');
  return {
    gigaflops: (2 * UNITS * UNITS * SAMPLES) / (multiplied * 1e6),
    gigabytesPerSecond: (4 * values.length) / (scan * 1e6),
    measuredAt: Date.now(),
  };
}

/** Seconds that a cost takes; before the first calibration, at the rates of one slow core. */
export function secondsOf({ flops, bytes }: Cost, calibration: Calibration | undefined): number {
  const { gigaflops, gigabytesPerSecond } = calibration ?? { gigaflops: 10, gigabytesPerSecond: 0.5 };
  return flops / (gigaflops * 1e9) + bytes / (gigabytesPerSecond * 1e9);
}
