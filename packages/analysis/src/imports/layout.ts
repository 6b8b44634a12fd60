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

/** Units that are turned at a time: as many rows as the cache can write to side by side. */
const TILE = 32;

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
  const samples = stimuli * offsets.length;
  for (let from = 0; from < units; from += TILE) {
    const to = Math.min(units, from + TILE);
    for (let stimulus = 0; stimulus < stimuli; stimulus++) {
      const start = (first + stimulus) * stimulusStep;
      const column = stimulus * offsets.length;
      for (let position = 0; position < offsets.length; position++) {
        const at = start + (offsets[position] as number);
        const sample = column + position;
        for (let unit = from; unit < to; unit++)
          target[unit * samples + sample] = values[at + unit * unitStep] as number;
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
