import { entriesOf } from '../extents.js';

/** What an index into a tensor says: which stimulus, which unit, or where (a pixel's row or column, a token). */
export type Role = 'BATCH' | 'UNIT' | 'POSITION';

/** A part of an axis that has one role. */
export interface Factor {
  readonly role: Role;
  readonly extent: number;
  /** Whether it is as long as the stimuli are, where the model leaves that open; then `extent` is that of the trial run. */
  readonly open?: boolean;
}

/** What an axis counts, outermost first: several things where axes were put together, nothing where its extent is 1. */
export type Axis = readonly Factor[];

/** What the axes of a tensor are. */
export type Layout = readonly Axis[];

export function factor(role: Role, extent: number, open = false): Factor {
  return open ? { role, extent, open } : { role, extent };
}

export function extentOf(axis: Axis): number {
  return entriesOf(axis.map(({ extent }) => extent));
}

/** All factors from the outermost to the innermost: the order in which the values lie. */
export function factorsOf(layout: Layout): readonly Factor[] {
  return layout.flat();
}

export function factorsIn(layout: Layout, role: Role): Factor[] {
  return factorsOf(layout).filter((each) => each.role === role);
}

export function hasRole(axis: Axis, role: Role): boolean {
  return axis.some((each) => each.role === role);
}

/** Whether an axis counts this and nothing else. */
export function isOnly(axis: Axis, role: Role): boolean {
  return axis.length > 0 && axis.every((each) => each.role === role);
}

/** Whether a layout says the extents that a tensor really has. */
export function fitsShape(layout: Layout, shape: readonly number[]): boolean {
  return layout.length === shape.length && layout.every((axis, index) => extentOf(axis) === shape[index]);
}

/** The same axis at another extent; null where it counts several things, of which any may have changed. */
export function resized(axis: Axis, extent: number): Axis | null {
  if (extentOf(axis) === extent) return axis;
  const [first] = axis;
  if (first === undefined || first.role === 'BATCH' || !isOnly(axis, first.role)) return null;
  return [factor(first.role, extent)];
}
