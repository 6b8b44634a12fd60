import { mergeAtPositions, mergeConcatenation, mergeMixing } from './fieldMerging.js';
import {
  alongBoth,
  axisAttribute,
  extentsOf,
  isOfUnits,
  mixing,
  type Place,
  type Rule,
  shapeOf,
} from './fieldPlace.js';
import {
  depthToSpace,
  padding,
  reduction,
  reshaping,
  resizing,
  slice,
  spaceToDepth,
  transposition,
} from './fieldResizing.js';
import { type Field, throughTransposedWindow, throughWindow } from './fields.js';
import { transposedWindowsOf, windowsOf } from './windows.js';

/**
 * What the positions of an operation's first output see.
 * @returns null where the operation is not known
 */
export function fieldThrough(place: Place): Field | null {
  const { node, inputs, fields } = place;
  const merging = MERGING.get(node.opType);
  if (merging !== undefined) return merging(place);
  const [field, ...others] = fields;
  // Weights, axes and shapes that depend on the stimulus are more than the rules know of.
  if (field === undefined || others.length > 0 || inputs[0] !== node.input[0]) return null;
  return RULES.get(node.opType)?.(field, place) ?? null;
}

const keeping: Rule = (field) => field;

const window: Rule = (field, place) => {
  const [data, weight] = place.node.input;
  const windows = windowsOf(place.node, extentsOf(place, data), weight === undefined ? [] : shapeOf(place, weight));
  return windows && alongBoth((axis) => throughWindow(field[axis], windows[axis]));
};

const transposedWindow: Rule = (field, place) => {
  const windows = transposedWindowsOf(place.node, shapeOf(place, place.node.input[1]));
  return windows && alongBoth((axis) => throughTransposedWindow(field[axis], windows[axis]));
};

const softmax: Rule = (field, place) => {
  // Before operator set 13, all axes from the given one on were taken together.
  const isAlong = isOfUnits(place, place.inputs[0], axisAttribute(place, -1));
  return place.graph.file.opset >= 13 && isAlong ? field : mixing(field, place);
};

const split: Rule = (field, place) =>
  isOfUnits(place, place.inputs[0], axisAttribute(place, 0)) ? field : mixing(field, place);

/** Over the last axes, from the given one on. */
const normalization: Rule = (field, place) => {
  const [input] = place.inputs;
  const first = axisAttribute(place, -1);
  const axes = shapeOf(place, input).map((_, axis) => axis);
  return axes.slice(first).every((axis) => isOfUnits(place, input, axis)) ? field : mixing(field, place);
};

/** Products with weights over units alone leave positions apart. */
const product = (place: Place): Field | null => {
  const { inputs, node, fields } = place;
  const [input] = inputs;
  const last = shapeOf(place, input).length - 1;
  const isAlong = inputs.length === 1 && input === node.input[0] && place.layouts.has(input ?? '');
  return isAlong && isOfUnits(place, input, last) ? (fields[0] ?? null) : mergeMixing(place);
};

/** One entry for each operator in a list of names. */
function all<Entry>(names: string, entry: Entry): [string, Entry][] {
  return names.split(/\s+/).map((name) => [name, entry]);
}

/** Operations that may have several computed inputs. */
const MERGING = new Map<string, (place: Place) => Field | null>([
  ...all('Add Sub Mul Div Pow Max Min Sum Mean Where PRelu Equal Greater Less And Or', mergeAtPositions),
  ...all('Gemm MatMul', product),
  ['Concat', mergeConcatenation],
]);

/** Operations with one computed input, the first. */
const RULES = new Map<string, Rule>([
  ...all(
    `Identity Dropout Cast BatchNormalization LRN QuantizeLinear DequantizeLinear
     Abs Neg Exp Log Sqrt Reciprocal Erf Floor Ceil Round Sign Sin Cos Not
     Relu LeakyRelu ThresholdedRelu Elu Selu Celu Sigmoid HardSigmoid Tanh Softplus Softsign Clip Gelu FastGelu QuickGelu
     HardSwish Swish Mish`,
    keeping,
  ),
  ...all('Conv MaxPool AveragePool LpPool', window),
  ['ConvTranspose', transposedWindow],
  ...all('GlobalAveragePool GlobalMaxPool GlobalLpPool', mixing),
  ...all('InstanceNormalization GroupNormalization MeanVarianceNormalization', mixing),
  ...all('LayerNormalization RMSNormalization SimplifiedLayerNormalization', normalization),
  ...all('ReduceMean ReduceMax ReduceMin ReduceSum ReduceL1 ReduceL2 ReduceSumSquare', reduction),
  ...all('Softmax LogSoftmax', softmax),
  ['Split', split],
  ...all('Flatten Reshape Squeeze Unsqueeze', reshaping),
  ['Transpose', transposition],
  ['Pad', padding],
  ['Slice', slice],
  ...all('Resize Upsample', resizing),
  ['DepthToSpace', depthToSpace],
  ['SpaceToDepth', spaceToDepth],
]);
