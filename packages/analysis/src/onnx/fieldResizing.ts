import {
  alongBoth,
  extentsOf,
  gridOf,
  mixing,
  type Place,
  positionsOf,
  type Rule,
  shapeOf,
  spanAlong,
} from './fieldPlace.js';
import { type AxisField, throughRepetition, throughWindow } from './fields.js';
import { integerAttribute, integersAttribute, textAttribute } from './graph.js';

/** Reshapings keep positions where rows and columns stay apart, and see all where they leave no more than two axes. */
export const reshaping: Rule = (field, place) => {
  const { node } = place;
  const before = shapeOf(place, node.input[0]);
  const after = shapeOf(place, node.output[0]);
  const isKept = before.length > 2 && after.length > 2 && [-1, -2].every((axis) => before.at(axis) === after.at(axis));
  const positions = positionsOf(place, node.output[0]);
  const isSaid = positions !== undefined && positions !== '' && positions === positionsOf(place, node.input[0]);
  if (isSaid || (isKept && positions === undefined)) return field;
  const isSame = field.every((axis) => axis.stride === 0);
  return isSame || after.length <= 2 ? mixing(field, place) : null;
};

export const transposition: Rule = (field, place) => {
  const { node } = place;
  const order = integersAttribute(node, 'perm') ?? [];
  const grid = gridOf(place, node.input[0]);
  // Rows stay before columns, wherever both go.
  const isKept = grid !== null && order.indexOf(grid[0]) < order.indexOf(grid[1]);
  const isTogether = positionsOf(place, node.input[0]) !== undefined && grid === null;
  return isKept || isTogether || field.every((axis) => axis.stride === 0) ? field : null;
};

export const reduction: Rule = (field, place) => {
  const { node, learnt } = place;
  const axes = integersAttribute(node, 'axes') ?? (node.input[1] ? learnt.values.get(node.input[1]) : []);
  const grid = gridOf(place, node.input[0]);
  if (axes === undefined || grid === null) return null;
  const rank = shapeOf(place, node.input[0]).length;
  const isReduced = (axis: number): boolean => axes.length === 0 || axes.includes(axis) || axes.includes(axis - rank);
  // Without its axis, a reduced height would let the width pass for it.
  if (integerAttribute(node, 'keepdims', 1) === 0 && isReduced(grid[0]) !== isReduced(grid[1])) return null;
  return alongBoth((axis) => (isReduced(grid[axis]) ? spanAlong(place, node.input[0], field, axis) : field[axis]));
};

/** Padding with zeros, and cropping, which is padding by less than nothing. */
export const padding: Rule = (field, place) => {
  const { node, learnt } = place;
  const grid = gridOf(place, node.input[0]);
  const pads = integersAttribute(node, 'pads') ?? learnt.values.get(node.input[1] ?? '');
  const isConstant = textAttribute(node, 'mode', 'constant') === 'constant';
  if (grid === null || pads?.length !== 8 || !isConstant || node.input[3]) return null;
  return alongBoth((axis) => throughWindow(field[axis], { extent: 1, stride: 1, padding: pads[grid[axis]] ?? 0 }));
};

export const slice: Rule = (field, place) => {
  const { node, learnt } = place;
  const rank = shapeOf(place, node.input[0]).length;
  const given = (name: string, index: number): readonly number[] | undefined =>
    integersAttribute(node, name) ?? learnt.values.get(node.input[index] ?? '');
  const starts = given('starts', 1);
  const grid = gridOf(place, node.input[0]);
  if (starts === undefined || grid === null) return null;
  const axes = given('axes', 3) ?? starts.map((_, index) => index);
  const steps = given('steps', 4) ?? starts.map(() => 1);
  return alongBoth((axis) => {
    const index = axes.findIndex((sliced) => sliced === grid[axis] || sliced === grid[axis] - rank);
    if (index < 0) return field[axis];
    const start = starts[index] ?? 0;
    const stride = steps[index] ?? 1;
    const first = start < 0 ? Math.max(start + extentsOf(place, node.input[0])[axis], 0) : start;
    return stride < 1 ? null : throughWindow(field[axis], { extent: 1, stride, padding: -first });
  });
};

/** Enlargement by whole factors, by the nearest value or linearly between two. */
export const resizing: Rule = (field, place) => {
  const isLinear = /^(bi)?linear$/.test(textAttribute(place.node, 'mode', 'nearest'));
  const factors = enlargement(place);
  if (factors === null || !(isLinear || takesValueBelow(place))) return null;
  return alongBoth((axis) => {
    const factor = factors[axis] ?? 1;
    if (factor === 1) return field[axis];
    // Linear between neighbours: the one before and the one after, whichever way coordinates are counted.
    const seen = isLinear ? { extent: 3, stride: 1, padding: 1 } : { extent: 1, stride: 1, padding: 0 };
    return throughRepetition(throughWindow(field[axis], seen), factor);
  });
};

function enlargement(place: Place): readonly number[] | null {
  const { node, learnt } = place;
  const coordinates = textAttribute(node, 'coordinate_transformation_mode', 'half_pixel');
  if (!['half_pixel', 'pytorch_half_pixel', 'asymmetric'].includes(coordinates)) return null;
  const before = shapeOf(place, node.input[0]);
  const after = shapeOf(place, node.output[0]);
  const ratios = after.map((extent, axis) => extent / (before[axis] ?? 1));
  // A scale that is no whole number may still give a whole ratio of extents.
  const floats = node.attribute.find(({ name }) => name === 'scales')?.floats;
  const scales = floats ?? learnt.values.get(node.input[node.input.length > 2 ? 2 : 1] ?? '') ?? [];
  const isSaid = scales.length === 0 || node.input[3] || scales.every((scale, axis) => scale === ratios[axis]);
  const grid = gridOf(place, node.input[0]);
  if (grid === null || !isSaid || !ratios.every(Number.isInteger)) return null;
  return ratios.every((ratio, axis) => ratio === 1 || grid.includes(axis))
    ? grid.map((axis) => ratios[axis] ?? 1)
    : null;
}

/** Whether output i takes the value at floor(i / factor). */
function takesValueBelow({ node, graph }: Place): boolean {
  if (textAttribute(node, 'mode', 'nearest') !== 'nearest') return false;
  if (node.opType === 'Upsample' || graph.file.opset < 11) return true;
  const rounding = textAttribute(node, 'nearest_mode', 'round_prefer_floor');
  const coordinates = textAttribute(node, 'coordinate_transformation_mode', 'half_pixel');
  return coordinates === 'asymmetric' ? rounding === 'floor' : rounding.startsWith('round_prefer');
}

/** Blocks of channels become blocks of positions. */
export const depthToSpace: Rule = (field, { node }) =>
  alongBoth((axis) => throughRepetition(field[axis], integerAttribute(node, 'blocksize', 1)));

export const spaceToDepth: Rule = (field, { node }) => {
  const block = integerAttribute(node, 'blocksize', 1);
  return alongBoth((axis): AxisField => throughWindow(field[axis], { extent: block, stride: block, padding: 0 }));
};
