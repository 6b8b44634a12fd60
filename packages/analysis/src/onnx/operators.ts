import type { Graph } from './graph.js';
import type { Node } from './modelFile.js';
import { type Region, regionAfter } from './regions.js';

/** One entry for each operator in a list of names. */
export function names(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

const ACTIVATIONS = names(
  `Relu LeakyRelu PRelu ThresholdedRelu Elu Selu Celu Sigmoid HardSigmoid Tanh Softplus Softsign Clip Gelu FastGelu
   QuickGelu BiasGelu HardSwish Swish Mish Softmax LogSoftmax`,
);
const NORMALIZATIONS = names(
  `BatchNormalization InstanceNormalization GroupNormalization LayerNormalization RMSNormalization
   SimplifiedLayerNormalization`,
);
/** Those that set each position's units in relation to each other, as transformers do between their blocks. */
const NORMALIZATIONS_OF_STREAMS = names('LayerNormalization RMSNormalization SimplifiedLayerNormalization');
const ARITHMETIC = names('Add Sub Mul Div');
const POOLINGS = names('MaxPool AveragePool LpPool');
const RESHAPINGS = names('Flatten Reshape Squeeze Unsqueeze');
/** What activation functions are written with, besides arithmetic. */
const CURVES = names(
  'Sigmoid HardSigmoid Softplus Tanh Erf Clip Relu Exp Log Pow Max Min Neg Reciprocal Abs Where Greater Less',
);
/** What normalisations are written with, besides arithmetic. */
const REDUCTIONS = names('ReduceMean ReduceSum ReduceSumSquare ReduceL2');
const ROOTS = names('Pow Sqrt Reciprocal Cast Max Clip');

/** Inputs that change with the stimulus. */
export function computedInputs(graph: Graph, node: Node): string[] {
  return node.input.filter((tensor) => tensor !== '' && !graph.isFixed(tensor));
}

export function isActivation(node: Node): boolean {
  return ACTIVATIONS.has(node.opType);
}

/** Whether each value of the output comes from the input's value at the same place, up to weights and normalisation. */
export function isAffine(graph: Graph, node: Node): boolean {
  if (node.opType === 'Identity' || node.opType === 'Dropout' || node.opType === 'Cast') return true;
  return NORMALIZATIONS.has(node.opType) || isArithmeticWithWeights(graph, node);
}

export function isArithmeticWithWeights(graph: Graph, node: Node): boolean {
  return ARITHMETIC.has(node.opType) && computedInputs(graph, node).length === 1;
}

export function isPooling(node: Node): boolean {
  return POOLINGS.has(node.opType);
}

/** Whether the output has the input's values, arranged in other axes. */
export function isReshaping(node: Node): boolean {
  return RESHAPINGS.has(node.opType) || node.opType === 'Transpose';
}

export function isStreamNormalization(node: Node): boolean {
  return NORMALIZATIONS_OF_STREAMS.has(node.opType);
}

/** A sum of two ways through the network, as at the end of a residual block. Nothing is spread over axes in it. */
export function isResidualSum(graph: Graph, node: Node, shapes: ReadonlyMap<string, readonly number[]>): boolean {
  if (node.opType !== 'Add' && node.opType !== 'Sum') return false;
  const ways = new Set(computedInputs(graph, node));
  const extents = new Set([...ways].map((tensor) => shapes.get(tensor)?.join(' x ')));
  return ways.size > 1 && extents.size === 1;
}

/**
 * Activation functions that exporters write as x · gate(x), with a factor before or after: Swish, HardSwish, Mish, Gelu by
 * the error function or by tanh.
 * @returns the tensor after the activation function, and its operations; null where what follows `tensor` is none
 */
export function selfGated(graph: Graph, tensor: string): Region | null {
  if (graph.consumersOf(tensor).length < 2) return null;
  const isPart = ({ opType }: Node): boolean => CURVES.has(opType) || ARITHMETIC.has(opType);
  const region = regionAfter(graph, tensor, isPart, (operations) =>
    operations.some(({ opType }) => CURVES.has(opType)),
  );
  return region && { ...region, exit: afterFactors(graph, region.exit) };
}

/** Gelu is often followed by · 0.5, HardSwish by / 6: both belong to the function. */
function afterFactors(graph: Graph, product: string): string {
  const [next, ...others] = graph.consumersOf(product);
  if (next === undefined || others.length > 0 || graph.isOutput(product)) return product;
  const isFactor = (next.opType === 'Mul' || next.opType === 'Div') && isArithmeticWithWeights(graph, next);
  return isFactor ? (next.output[0] ?? product) : product;
}

/**
 * A normalisation of a stream that is all that reads a tensor, whether it is one operation or several.
 * @returns the tensor after it, scale and bias included, and its first operation; null where something else reads the tensor
 */
export function normalizationOf(graph: Graph, tensor: string): { tensor: string; source: Node } | null {
  const [first, ...others] = graph.consumersOf(tensor);
  const output = first?.output[0];
  if (first === undefined || output === undefined || graph.isOutput(tensor)) return null;
  if (others.length === 0) return isStreamNormalization(first) ? { tensor: output, source: first } : null;
  const isPart = ({ opType }: Node): boolean => REDUCTIONS.has(opType) || ROOTS.has(opType) || ARITHMETIC.has(opType);
  // It ends where the tensor, or what is left of it without its mean, is divided by its size.
  const region = regionAfter(graph, tensor, isPart, (operations) => {
    const last = operations.at(-1)?.opType;
    return (last === 'Div' || last === 'Mul') && operations.some(({ opType }) => REDUCTIONS.has(opType));
  });
  const source = region?.operations[0];
  if (region === null || source === undefined) return null;
  let last = region.exit;
  for (let next = onlyConsumer(graph, last); next !== undefined && isArithmeticWithWeights(graph, next); ) {
    last = next.output[0] ?? last;
    next = onlyConsumer(graph, last);
  }
  return { tensor: last, source };
}

function onlyConsumer(graph: Graph, tensor: string): Node | undefined {
  const consumers = graph.consumersOf(tensor);
  return consumers.length === 1 && !graph.isOutput(tensor) ? consumers[0] : undefined;
}
