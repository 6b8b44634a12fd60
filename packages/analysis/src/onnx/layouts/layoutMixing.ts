import { integerAttribute } from '../graph.js';
import { type Axis, factor, hasRole, isOnly, type Layout, resized } from './layout.js';
import type { LayoutPlace } from './layoutPlace.js';

/** Matrix products: the last axis of the first input, and the last but one of the second, are summed over. */
export function product({ layouts, shape, extents, node }: LayoutPlace): Layout | null {
  const [left = null, right = null] = layouts;
  const made = (extent: number): Axis => [factor('UNIT', extent)];
  if (left !== null && right !== null) {
    const last = right.at(-1);
    return last === undefined ? null : [...leading(left, shape), last];
  }
  if (left !== null) {
    if (extents(node.input[1]).length < 2) return left.slice(0, -1);
    const axes = leading(left, shape);
    // Where weights mix positions, their outcome is the units, and what the units were is where.
    const isOverPositions = isOnly(left.at(-1) ?? [], 'POSITION');
    return [...(isOverPositions ? axes.map(asPositions) : axes), made(shape.at(-1) ?? 1)];
  }
  if (right !== null) {
    const axes = right.slice(0, -2);
    const last = right.at(-1) ?? [];
    const isOverPositions = isOnly(right.at(-2) ?? [], 'POSITION');
    return [...axes, made(shape.at(-2) ?? 1), isOverPositions ? asPositions(last) : last];
  }
  return null;
}

/** All but the last axis, with axes in front where the other input has more of them. */
function leading(layout: Layout, shape: readonly number[]): Layout {
  const axes = layout.slice(0, -1);
  return [...Array.from({ length: shape.length - 1 - axes.length }, (): Axis => []), ...axes];
}

function asPositions(axis: Axis): Axis {
  return axis.map((each) => (each.role === 'UNIT' ? factor('POSITION', each.extent) : each));
}

/** Rows of a table by an index for each token, or entries along an axis. */
export function gathered({ layouts, node, shape, extents }: LayoutPlace): Layout | null {
  const [data = null, indices = null] = layouts;
  const rank = extents(node.input[0]).length;
  const axis = integerAttribute(node, 'axis', 0);
  const place = axis < 0 ? axis + rank : axis;
  if (data === null) {
    const rest = shape.slice(indices?.length ?? 0);
    return indices !== null && place === 0 ? [...indices, ...rest.map((extent) => [factor('UNIT', extent)])] : null;
  }
  if (indices !== null) return null;
  const taken = data[place];
  const ofIndices = extents(node.input[1]).length;
  if (taken === undefined || hasRole(taken, 'BATCH')) return null;
  if (ofIndices === 0) return data.filter((_, index) => index !== place);
  const chosen = ofIndices === 1 ? resized(taken, shape[place] ?? 1) : null;
  return chosen && data.map((found, index) => (index === place ? chosen : found));
}

/** Side by side along an axis, which counts the same in all inputs. */
export function concatenated({ layouts, node, shape }: LayoutPlace): Layout | null {
  const known = layouts.filter((layout) => layout !== null);
  const [first] = known;
  if (first === undefined) return null;
  const axis = integerAttribute(node, 'axis', 0);
  const place = axis < 0 ? axis + shape.length : axis;
  const roles = new Set(known.flatMap((layout) => layout[place]?.map(({ role }) => role) ?? []));
  const [role] = roles;
  if (roles.size !== 1 || role === undefined || role === 'BATCH') return null;
  return first.map((found, index) => (index === place ? [factor(role, shape[place] ?? 1)] : found));
}

/** Operations that are a whole attention: as the queries, but for the features, which are as many as the values have. */
export function attentionLayout({ first, shape }: LayoutPlace): Layout | null {
  if (first === null || first.length !== shape.length) return null;
  return [...first.slice(0, -1), [factor('UNIT', shape.at(-1) ?? 1)]];
}
