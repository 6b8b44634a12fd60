import { RandomSource } from '../baselines/randomSource.js';
import type { Reduction } from '../derivations/wanted.js';
import { transposeInto } from './transpose.js';

/** One layer's output for a batch of stimuli: batch x units x positions, positions in the order of rows, then columns. */
export interface LayerOutput {
  readonly values: Float32Array;
  readonly batch: number;
  readonly units: number;
  readonly positions: number;
}

/** How many samples a stimulus gives. */
export function samplesPerStimulus(reduction: Reduction, positions: number): number {
  if (reduction.kind === 'ALL_POSITIONS') return positions;
  return reduction.kind === 'SAMPLED' ? reduction.positions : 1;
}

/**
 * The positions that SAMPLED keeps of one stimulus: drawn without replacement from a stream of that stimulus's own, so
 * that batches and shards do not matter, and ascending.
 */
export function sampledPositions(seed: number, stimulus: number, kept: number, positions: number): Int32Array {
  const random = new RandomSource(seed, stimulus);
  return random
    .shuffle(Int32Array.from({ length: positions }, (_, position) => position))
    .slice(0, kept)
    .sort();
}

/**
 * Writes a batch's samples into `target` (units x width, units-major) from column `column` on.
 * @param firstStimulus index of the batch's first stimulus in the probe set: it seeds SAMPLED
 * @returns the positions kept, for SAMPLED, batch x kept
 */
export function reduceInto(
  target: Float32Array,
  width: number,
  column: number,
  output: LayerOutput,
  reduction: Reduction,
  firstStimulus: number,
): Int32Array | null {
  const { values, batch, units, positions } = output;
  const kept = samplesPerStimulus(reduction, positions);
  if (positions === 1 && reduction.kind !== 'SAMPLED') {
    // One position is its own mean and maximum.
    transposeInto(target, width, column, values, batch, units);
    return null;
  }
  const drawn = reduction.kind === 'SAMPLED' ? new Int32Array(batch * kept) : null;
  for (let stimulus = 0; stimulus < batch; stimulus++) {
    const chosen =
      reduction.kind === 'SAMPLED' ? sampledPositions(reduction.seed, firstStimulus + stimulus, kept, positions) : null;
    if (drawn !== null && chosen !== null) drawn.set(chosen, stimulus * kept);
    for (let unit = 0; unit < units; unit++) {
      const from = (stimulus * units + unit) * positions;
      const to = unit * width + column + stimulus * kept;
      if (chosen !== null) {
        for (let index = 0; index < kept; index++)
          target[to + index] = values[from + (chosen[index] as number)] as number;
      } else if (reduction.kind === 'ALL_POSITIONS') {
        for (let index = 0; index < positions; index++) target[to + index] = values[from + index] as number;
      } else {
        target[to] = reduction.kind === 'MEAN' ? meanOf(values, from, positions) : maximumOf(values, from, positions);
      }
    }
  }
  return drawn;
}

function meanOf(values: Float32Array, from: number, count: number): number {
  let sum = 0;
  for (let index = from; index < from + count; index++) sum += values[index] as number;
  return sum / count;
}

function maximumOf(values: Float32Array, from: number, count: number): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let index = from; index < from + count; index++) highest = Math.max(highest, values[index] as number);
  return highest;
}
