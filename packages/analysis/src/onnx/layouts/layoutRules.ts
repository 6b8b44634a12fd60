import { integerAttribute, integersAttribute, textAttribute } from '../graph.js';
import { type Axis, factor, fitsShape, type Layout, resized } from './layout.js';
import { attentionLayout, concatenated, gathered, product } from './layoutMixing.js';
import { type LayoutPlace, merged } from './layoutPlace.js';
import { reshapeLayout } from './reshapeLayout.js';

/** What the axes of an operation's output are, given those of its inputs; null where that is not known. */
export type LayoutRule = (place: LayoutPlace) => Layout | null;

/** Value by value, with what is spread over missing axes. */
const keeping: LayoutRule = merged;

/** Axes stay what they are, at other extents: poolings, enlargements, slices, paddings. */
const resizing: LayoutRule = ({ first, shape }) => {
  if (first === null || first.length !== shape.length) return null;
  const axes = first.map((axis, index) => resized(axis, shape[index] ?? 1));
  return axes.every((axis) => axis !== null) ? axes : null;
};

/** Batch x channels x rows x columns, whatever they were before; the positions of more or fewer axes alike. */
const convolving: LayoutRule = ({ first, shape, batch }) => {
  if (shape[0] !== batch || shape.length < 3) return null;
  const places = shape.slice(2).map((extent, index) => {
    const before = first?.[index + 2] ?? [];
    return before.length === 1 && before[0]?.extent === extent ? before : [factor('POSITION', extent)];
  });
  return [[factor('BATCH', batch)], [factor('UNIT', shape[1] ?? 1)], ...places];
};

/** The values stay in their order. */
const reshaping: LayoutRule = ({ first, shape }) => first && reshapeLayout(first, shape);

const transposing: LayoutRule = ({ first, node, shape }) => {
  if (first === null) return null;
  const order = integersAttribute(node, 'perm') ?? shape.map((_, axis) => shape.length - 1 - axis);
  const axes = order.map((axis) => first[axis]);
  return axes.every((axis) => axis !== undefined) ? axes : null;
};

const reducing: LayoutRule = ({ first, node, values }) => {
  if (first === null) return null;
  const given = integersAttribute(node, 'axes') ?? values(node.input[1]);
  const axis = node.attribute.some(({ name }) => name === 'axis') ? [integerAttribute(node, 'axis', 0)] : undefined;
  const axes = given ?? axis ?? first.map((_, index) => index);
  const isReduced = (index: number): boolean => axes.includes(index) || axes.includes(index - first.length);
  if (integerAttribute(node, 'keepdims', 1) === 0) return first.filter((_, index) => !isReduced(index));
  return first.map((found, index) => (isReduced(index) ? [] : found));
};

const dense: LayoutRule = ({ first, node, shape }) => {
  if (first === null || integerAttribute(node, 'transA', 0) !== 0 || first[0] === undefined) return null;
  return [first[0], [factor('UNIT', shape[1] ?? 1)]];
};

/** Letters say which axis goes where. One that only weights have counts what the weights make: units. */
const einsum: LayoutRule = ({ layouts, node, shape }) => {
  const [inputs = '', output] = textAttribute(node, 'equation', '').replaceAll(' ', '').split('->');
  if (output === undefined || output.includes('.')) return null;
  const axes = new Map<string, Axis>();
  for (const [index, term] of inputs.split(',').entries()) {
    for (const [place, letter] of [...term].entries()) {
      const axis = layouts[index]?.[place];
      if (axis !== undefined && !axes.has(letter)) axes.set(letter, axis);
    }
  }
  return [...output].map((letter, index) => axes.get(letter) ?? [factor('UNIT', shape[index] ?? 1)]);
};

/** One entry for each operator in a list of names. */
function all(names: string, rule: LayoutRule): [string, LayoutRule][] {
  return names.split(/\s+/).map((name) => [name, rule]);
}

const RULES = new Map<string, LayoutRule>([
  ...all(
    `Identity Dropout Cast CastLike QuantizeLinear DequantizeLinear DynamicQuantizeLinear
     Abs Neg Exp Log Sqrt Reciprocal Erf Floor Ceil Round Sign Sin Cos Tan Atan Not IsNaN IsInf Trilu CumSum Expand
     Relu LeakyRelu ThresholdedRelu Elu Selu Celu Sigmoid HardSigmoid Tanh Softplus Softsign Clip Gelu FastGelu QuickGelu
     BiasGelu HardSwish Swish Mish PRelu Softmax LogSoftmax Hardmax
     Add Sub Mul Div Pow Mod Max Min Sum Mean Where Equal Greater Less GreaterOrEqual LessOrEqual And Or Xor
     BatchNormalization InstanceNormalization GroupNormalization LayerNormalization RMSNormalization LRN
     LpNormalization MeanVarianceNormalization SimplifiedLayerNormalization SkipLayerNormalization
     SkipSimplifiedLayerNormalization EmbedLayerNormalization RotaryEmbedding ScatterND ScatterElements`,
    keeping,
  ),
  ...all('Conv ConvTranspose', convolving),
  ...all(
    `MaxPool AveragePool LpPool GlobalAveragePool GlobalMaxPool GlobalLpPool Resize Upsample Pad Slice Split Tile
     DepthToSpace SpaceToDepth`,
    resizing,
  ),
  ...all('Flatten Reshape Squeeze Unsqueeze', reshaping),
  ['Transpose', transposing],
  ...all(
    `ReduceMean ReduceMax ReduceMin ReduceSum ReduceProd ReduceL1 ReduceL2 ReduceSumSquare ReduceLogSum ReduceLogSumExp
     ArgMax ArgMin`,
    reducing,
  ),
  ['Gemm', dense],
  ['MatMul', product],
  ['Einsum', einsum],
  ['Gather', gathered],
  ['Concat', concatenated],
  ...all('Attention MultiHeadAttention GroupQueryAttention PackedMultiHeadAttention', attentionLayout),
]);

/** @returns null where the operation is not known, or what follows from it does not fit the extents */
export function layoutThrough(place: LayoutPlace): Layout | null {
  const layout = RULES.get(place.node.opType)?.(place) ?? null;
  return layout !== null && fitsShape(layout, place.shape) ? layout : null;
}
