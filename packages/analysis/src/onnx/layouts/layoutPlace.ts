import type { Node } from '../modelFile.js';
import { type Axis, extentOf, hasRole, type Layout } from './layout.js';

/** One operation, with what is known of the axes of its inputs. */
export interface LayoutPlace {
  readonly node: Node;
  /** One for each input; null for weights, and where it is not known. */
  readonly layouts: readonly (Layout | null)[];
  /** That of the first input. */
  readonly first: Layout | null;
  /** Extents of the output that is looked at. */
  readonly shape: readonly number[];
  /** Stimuli of the trial run. */
  readonly batch: number;
  /** Extents of any tensor. */
  extents(tensor: string | undefined): readonly number[];
  /** Of a small tensor that is the same for all stimuli; undefined for all others. */
  values(tensor: string | undefined): readonly number[] | undefined;
}

/**
 * What the axes are where tensors meet value by value: of each axis, counted from the last, what the first input says that
 * has it in full.
 */
export function merged({ layouts, shape }: LayoutPlace): Layout | null {
  const known = layouts.filter((layout) => layout !== null);
  if (known.length === 0) return null;
  // One that has all axes, units among them, says more than several that have some.
  const whole = known.filter((layout) => layout.length === shape.length && isWhole(layout, shape));
  const best = whole.find((layout) => layout.some((axis) => hasRole(axis, 'UNIT'))) ?? whole[0];
  if (best !== undefined) return best;
  return shape.map((extent, index): Axis => {
    const axes = known.map((layout) => layout[index - shape.length + layout.length] ?? []);
    return axes.find((axis) => axis.length > 0 && extentOf(axis) === extent) ?? [];
  });
}

function isWhole(layout: Layout, shape: readonly number[]): boolean {
  return layout.every((axis, index) => extentOf(axis) === shape[index]);
}
