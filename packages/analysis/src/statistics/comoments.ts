import type { Backend, Block } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';

/**
 * Samples of one block: long enough that the device is busy, short enough that float32 sums over it stay exact to some
 * 1e-7 of the values' scale. Blocks are added up in float64.
 */
export const BLOCK_SAMPLES = 1024;

/** Samples of a block whose sums are float64 in any case: the device is interrupted less often. */
const PRECISE_SAMPLES = 4096;

/** Up to this much work is done in float64 where the device can: it takes at most about a second. */
const PRECISE_FLOPS = 2e10;

/** Whether `comomentsOf` asks for float64 sums. */
export function isPrecise(left: Recording, right: Recording): boolean {
  return 2 * left.units * right.units * left.samples <= PRECISE_FLOPS;
}

/**
 * Co-moments of every unit of the left with every unit of the right: sums over samples of (x - mean x)(y - mean y), in one
 * pass. The means are known from the recordings; each block is centred by them before it is multiplied, since a float32
 * product of uncentred values loses the digits that matter.
 * @returns left x right, float64
 */
export async function comomentsOf(
  left: Recording,
  right: Recording,
  sameRecording: boolean,
  store: Store,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<Float64Array> {
  const leftReader = new RecordingReader(left, store);
  const rightReader = new RecordingReader(right, store);
  const leftCentre = Float32Array.from(left.moments.mean);
  const rightCentre = Float32Array.from(right.moments.mean);
  const sums = new Float64Array(left.units * right.units);
  const precisely = isPrecise(left, right) ? backend.preciseCrossProducts : undefined;
  const multiply = precisely ?? backend.crossProducts;
  const step = Math.min(left.samples, precisely === undefined ? BLOCK_SAMPLES : PRECISE_SAMPLES);
  const leftValues = new Float32Array(left.units * step);
  const rightValues = new Float32Array(sameRecording ? 0 : right.units * step);
  for (let first = 0; first < left.samples; first += step) {
    const samples = Math.min(step, left.samples - first);
    const values = await leftReader.samples(first, samples, leftValues);
    const x: Block = { units: left.units, samples, values, centre: leftCentre };
    const y: Block = sameRecording
      ? x
      : {
          units: right.units,
          samples,
          values: await rightReader.samples(first, samples, rightValues),
          centre: rightCentre,
        };
    const products = await multiply(x, y);
    for (let index = 0; index < sums.length; index++)
      sums[index] = (sums[index] as number) + (products[index] as number);
    await report((first + samples) / left.samples);
  }
  correctCentres(sums, left, right, leftCentre, rightCentre);
  return sums;
}

/** The centres were means rounded to float32: what that shifted is known exactly, and taken back in float64. */
function correctCentres(
  sums: Float64Array,
  left: Recording,
  right: Recording,
  leftCentre: Float32Array,
  rightCentre: Float32Array,
): void {
  for (let row = 0; row < left.units; row++) {
    const shift = (left.moments.mean[row] as number) - (leftCentre[row] as number);
    for (let column = 0; column < right.units; column++) {
      const index = row * right.units + column;
      const otherShift = (right.moments.mean[column] as number) - (rightCentre[column] as number);
      sums[index] = (sums[index] as number) - left.samples * shift * otherShift;
    }
  }
}
