import type { Window } from './fields.js';
import { integersAttribute, textAttribute } from './graph.js';
import type { Node } from './modelFile.js';

/**
 * The windows of a convolution or pooling along height and width.
 * @param extents of its input along these axes
 * @param weight extents of its weight, for those that do not say their window themselves
 * @returns null where it does not have two spatial axes
 */
export function windowsOf(
  node: Node,
  extents: readonly [number, number],
  weight: readonly number[],
): readonly [Window, Window] | null {
  const kernel = integersAttribute(node, 'kernel_shape') ?? weight.slice(2);
  if (kernel?.length !== 2) return null;
  const along = (axis: 0 | 1): Window => {
    const stride = integersAttribute(node, 'strides')?.[axis] ?? 1;
    const extent = ((kernel[axis] ?? 1) - 1) * (integersAttribute(node, 'dilations')?.[axis] ?? 1) + 1;
    return { extent, stride, padding: paddingBefore(node, axis, extents[axis], stride, extent) };
  };
  return [along(0), along(1)];
}

/** What stands before the first entry; the padding after the last one changes no receptive field. */
function paddingBefore(node: Node, axis: 0 | 1, input: number, stride: number, extent: number): number {
  const automatic = textAttribute(node, 'auto_pad', 'NOTSET');
  if (automatic === 'VALID') return 0;
  if (automatic === 'SAME_UPPER' || automatic === 'SAME_LOWER') {
    const total = Math.max((Math.ceil(input / stride) - 1) * stride + extent - input, 0);
    return automatic === 'SAME_UPPER' ? Math.floor(total / 2) : Math.ceil(total / 2);
  }
  return integersAttribute(node, 'pads')?.[axis] ?? 0;
}

/** The windows of a transposed convolution; null where its padding follows from an output shape. */
export function transposedWindowsOf(node: Node, weight: readonly number[]): readonly [Window, Window] | null {
  const automatic = textAttribute(node, 'auto_pad', 'NOTSET');
  if (automatic.startsWith('SAME') || integersAttribute(node, 'output_shape') !== undefined) return null;
  return windowsOf(node, [0, 0], weight);
}
