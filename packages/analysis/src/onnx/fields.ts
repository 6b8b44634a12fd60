/**
 * What the positions along one spatial axis see of the input: position i sees pixels start + i·stride (inclusive) to
 * start + i·stride + size (exclusive). A stride of 0 says that all positions see the same.
 */
export interface AxisField {
  readonly size: number;
  readonly stride: number;
  readonly start: number;
}

/** One entry for each of the two last axes; where these are not spatial, every stride is 0. */
export type Field = readonly [AxisField, AxisField];

/** An operation that looks at its input through a window that moves along an axis. */
export interface Window {
  /** Extent of the window, holes included. */
  readonly extent: number;
  readonly stride: number;
  /** Entries before the first that the first window covers: the padding, or less than 0 where it starts further in. */
  readonly padding: number;
}

export function throughWindow(axis: AxisField, { extent, stride, padding }: Window): AxisField {
  return {
    size: axis.size + (extent - 1) * axis.stride,
    stride: axis.stride * stride,
    start: axis.start - padding * axis.stride,
  };
}

/**
 * Position i sees what position floor(i / factor) saw.
 * @returns null where that is no whole number of pixels from one position to the next
 */
export function throughRepetition(axis: AxisField, factor: number): AxisField | null {
  if (axis.stride % factor !== 0) return null;
  const stride = axis.stride / factor;
  // The last of the repeated positions sees no further than the first, so the box is that much larger before it.
  const before = (factor - 1) * stride;
  return { size: axis.size + before, stride, start: axis.start - before };
}

/**
 * Position i sees what the positions j saw with i + padding = j·stride + k, for k from 0 to extent - 1.
 * @returns null where that is no whole number of pixels from one position to the next
 */
export function throughTransposedWindow(axis: AxisField, window: Window): AxisField | null {
  if (axis.stride % window.stride !== 0) return null;
  const stride = axis.stride / window.stride;
  const reach = (window.extent - 1) * stride;
  return { size: axis.size + reach, stride, start: axis.start + window.padding * stride - reach };
}

/** All that `positions` positions see together, and nothing outside the input, which is `pixels` wide. */
export function spanOf(axis: AxisField, positions: number, pixels: number): AxisField {
  const last = axis.start + (Math.max(positions, 1) - 1) * axis.stride;
  const start = Math.min(Math.max(axis.start, 0), pixels);
  return { size: Math.max(Math.min(last + axis.size, pixels) - start, 0), stride: 0, start };
}

/** The smallest box around what both see at each position; all that either sees where their strides differ. */
export function unionOf(left: AxisField, right: AxisField, positions: number, pixels: number): AxisField {
  const [one, other] =
    left.stride === right.stride ? [left, right] : [spanOf(left, positions, pixels), spanOf(right, positions, pixels)];
  const start = Math.min(one.start, other.start);
  return { size: Math.max(one.start + one.size, other.start + other.size) - start, stride: one.stride, start };
}
