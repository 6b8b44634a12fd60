import type { Graph } from './graph.js';
import type { Node } from './modelFile.js';

const ACTIVATIONS = new Set(
  `Relu LeakyRelu PRelu ThresholdedRelu Elu Selu Celu Sigmoid HardSigmoid Tanh Softplus Softsign Clip Gelu FastGelu
   QuickGelu BiasGelu HardSwish Swish Mish Softmax LogSoftmax`.split(/\s+/),
);
const NORMALIZATIONS = new Set(
  'BatchNormalization InstanceNormalization GroupNormalization LayerNormalization'.split(' '),
);
const ARITHMETIC = new Set(['Add', 'Sub', 'Mul', 'Div']);
const POOLINGS = new Set(['MaxPool', 'AveragePool', 'LpPool']);
const RESHAPINGS = new Set(['Flatten', 'Reshape', 'Squeeze', 'Unsqueeze']);
/** What stands between a tensor and the gate by which it multiplies itself, besides arithmetic with weights. */
const GATES = new Set('Sigmoid HardSigmoid Softplus Tanh Erf Clip Relu'.split(' '));

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

function isArithmeticWithWeights(graph: Graph, node: Node): boolean {
  return ARITHMETIC.has(node.opType) && computedInputs(graph, node).length === 1;
}

export function isPooling(node: Node): boolean {
  return POOLINGS.has(node.opType);
}

/** Whether the output has the input's values, arranged in other axes. */
export function isReshaping(node: Node): boolean {
  return RESHAPINGS.has(node.opType);
}

/** A sum of two ways through the network, as at the end of a residual block. */
export function isResidualSum(graph: Graph, node: Node): boolean {
  return (node.opType === 'Add' || node.opType === 'Sum') && new Set(computedInputs(graph, node)).size > 1;
}

/**
 * Activation functions that exporters write as x · gate(x), with a factor before or after: Swish, HardSwish, Mish, Gelu.
 * @returns the tensor after the activation function, or null where `tensor` is not multiplied by a gate of its own
 */
export function selfGated(graph: Graph, tensor: string): string | null {
  const consumers = graph.consumersOf(tensor);
  if (consumers.length !== 2 || graph.isOutput(tensor)) return null;
  for (const product of consumers) {
    if (product.opType !== 'Mul') continue;
    const gate = consumers.find((node) => node !== product);
    const factor = product.input.find((input) => input !== tensor);
    if (gate === undefined || factor === undefined || gateFrom(graph, gate) !== factor) continue;
    return afterFactors(graph, product.output[0] ?? '');
  }
  return null;
}

/** Last tensor of the chain of gate operations that begins with `first`. */
function gateFrom(graph: Graph, first: Node): string | null {
  let last: string | null = null;
  const seen = new Set<Node>();
  for (let node: Node | undefined = first; node !== undefined && !seen.has(node); ) {
    if (!GATES.has(node.opType) && !isArithmeticWithWeights(graph, node)) break;
    seen.add(node);
    last = node.output[0] ?? '';
    const next: readonly Node[] = graph.consumersOf(last);
    node = next.length === 1 ? next[0] : undefined;
  }
  return last;
}

/** Gelu is often followed by · 0.5, HardSwish by / 6: both belong to the function. */
function afterFactors(graph: Graph, product: string): string {
  const [next, ...others] = graph.consumersOf(product);
  if (next === undefined || others.length > 0 || graph.isOutput(product)) return product;
  const isFactor = (next.opType === 'Mul' || next.opType === 'Div') && isArithmeticWithWeights(graph, next);
  return isFactor ? (next.output[0] ?? product) : product;
}
