import { type Axis, type Factor, factor, type Layout } from './layout.js';

/**
 * What the axes are after a reshaping, which leaves the order of the values as it is: axes are taken apart and put
 * together.
 * @param shape extents after it
 * @returns null where an axis of the batch would be taken apart, or the extents do not come out
 */
export function reshapeLayout(layout: Layout, shape: readonly number[]): Layout | null {
  // Extents of 1 say nothing, but a batch of 1 is still the batch.
  const left: Factor[] = layout.flat().filter(({ role, extent }) => extent > 1 || role === 'BATCH');
  const axes: Axis[] = [];
  for (const extent of shape) {
    const axis: Factor[] = [];
    let rest = extent;
    while (left[0] !== undefined && (rest > 1 || (left[0].extent === 1 && axis.length === 0))) {
      const next = left[0];
      if (rest % next.extent === 0) {
        axis.push(next);
        left.shift();
        rest /= next.extent;
        continue;
      }
      if (next.role === 'BATCH' || next.extent % rest !== 0) return null;
      axis.push(factor(next.role, rest));
      left[0] = factor(next.role, next.extent / rest);
      rest = 1;
    }
    if (rest !== 1) return null;
    axes.push(together(axis));
  }
  return left.some(({ extent }) => extent > 1) ? null : axes;
}

/** Units side by side are units. Positions stay apart: rows and columns are still rows and columns. */
function together(axis: readonly Factor[]): Axis {
  const found: Factor[] = [];
  for (const next of axis) {
    const last = found.at(-1);
    if (last?.role === 'UNIT' && next.role === 'UNIT')
      found[found.length - 1] = factor('UNIT', last.extent * next.extent);
    else found.push(next);
  }
  return found;
}
