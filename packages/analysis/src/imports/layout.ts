import type { ElementType } from '../arrays/elementTypes.js';
import type { Slab } from '../arrays/storedArray.js';

/** How the axes of an array of activations are to be read. */
export interface Layout {
  /** Extents of the whole array, all shards together. */
  readonly shape: readonly number[];
  readonly stimulusAxis: number;
  readonly unitAxis: number;
  readonly dtype: ElementType;
}

/** Extents of the axes that are neither stimuli nor units, in their order: rows, then columns. */
export function positionsOf({ shape, stimulusAxis, unitAxis }: Layout): number[] {
  return shape.filter((_, axis) => axis !== stimulusAxis && axis !== unitAxis);
}

/** Rows and columns that are turned at a time. */
const TILE = 32;
/** One more than a tile is wide: rows that lie a power of two apart would push each other out of the cache. */
const PITCH = TILE + 1;

/**
 * Arranges some stimuli of a slab as a recording keeps them: units x samples, samples by stimulus, then position.
 * @param first of the stimuli, counted in the slab
 */
export function arrange(slab: Slab, layout: Layout, first: number, stimuli: number, target: Float32Array): void {
  const { shape, stimulusAxis, unitAxis } = layout;
  const { values, strides } = slab;
  const units = shape[unitAxis] as number;
  const [unitStep, stimulusStep] = [strides[unitAxis] as number, strides[stimulusAxis] as number];
  const offsets = positionOffsets(slab, layout);
  const positions = offsets.length;
  const samples = stimuli * positions;
  if (positions > 1 && offsets.every((offset, position) => offset === position)) {
    // Positions lie side by side, as behind a convolution: whole pieces move.
    for (let unit = 0; unit < units; unit++) {
      for (let stimulus = 0; stimulus < stimuli; stimulus++) {
        const from = (first + stimulus) * stimulusStep + unit * unitStep;
        target.set(values.subarray(from, from + positions), unit * samples + stimulus * positions);
      }
    }
    return;
  }
  const tile = new Float32Array(TILE * PITCH);
  for (let from = 0; from < samples; from += TILE) {
    const columns = Math.min(TILE, samples - from);
    for (let unit = 0; unit < units; unit += TILE) {
      const rows = Math.min(TILE, units - unit);
      for (let column = 0; column < columns; column++) {
        const stimulus = positions === 1 ? from + column : Math.floor((from + column) / positions);
        const position = from + column - stimulus * positions;
        const at = (first + stimulus) * stimulusStep + (offsets[position] as number) + unit * unitStep;
        for (let row = 0; row < rows; row++) tile[row * PITCH + column] = values[at + row * unitStep] as number;
      }
      for (let row = 0; row < rows; row++) {
        const to = (unit + row) * samples + from;
        for (let column = 0; column < columns; column++) target[to + column] = tile[row * PITCH + column] as number;
      }
    }
  }
}

/** Where each position of one stimulus and unit lies in a slab. */
function positionOffsets({ strides }: Slab, { shape, stimulusAxis, unitAxis }: Layout): Int32Array {
  let offsets = Int32Array.of(0);
  for (const [axis, extent] of shape.entries()) {
    if (axis === stimulusAxis || axis === unitAxis) continue;
    const wider = new Int32Array(offsets.length * extent);
    for (const [place, offset] of offsets.entries())
      for (let index = 0; index < extent; index++)
        wider[place * extent + index] = offset + index * (strides[axis] as number);
    offsets = wider;
  }
  return offsets;
}
