import type { ElementType } from './elementTypes.js';

/** Part of an array as float32, with the elements between two neighbours along each of its axes. */
export interface Slab {
  readonly values: Float32Array;
  readonly strides: readonly number[];
}

/** An array on disk that is read in slices of one axis, so that it may be larger than memory. */
export interface StoredArray {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** How many entries of the axis are best read at once, when `wanted` of them are needed together: a multiple of that. */
  window(axis: number, wanted: number): number;
  /** Entries `first` to `first + count` of an axis, whole in all others. Valid until the next slab is read. */
  slab(axis: number, first: number, count: number): Promise<Slab>;
}

/** Bytes of a window that is gathered from places that lie apart: larger ones need fewer reads. */
export const WINDOW_BYTES = 64 * 2 ** 20;

export function productOf(extents: readonly number[]): number {
  return extents.reduce((product, extent) => product * extent, 1);
}

/** How far apart neighbours along each axis are, in elements: the last axis the nearest, or in Fortran order the first. */
export function stridesOf(shape: readonly number[], fortranOrder = false): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  const axes = fortranOrder ? [...shape.keys()] : [...shape.keys()].reverse();
  let step = 1;
  for (const axis of axes) {
    strides[axis] = step;
    step *= shape[axis] as number;
  }
  return strides;
}
