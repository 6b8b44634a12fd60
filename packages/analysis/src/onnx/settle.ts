import type { Graph } from './graph.js';
import type { Node } from './modelFile.js';
import {
  computedInputs,
  isActivation,
  isAffine,
  isPooling,
  isReshaping,
  isResidualSum,
  isStreamNormalization,
  normalizationOf,
  selfGated,
} from './operators.js';

/** What is known of a network when its layers are looked for. */
export interface Surroundings {
  readonly graph: Graph;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** Products of the two dense operations of a gated perceptron. */
  readonly gates: ReadonlySet<Node>;
  /** Whether residual sums go on normalised. */
  readonly isPostNormalized: boolean;
}

/** Where the way from an operation to its activation function ends. */
export interface Settled {
  readonly tensor: string;
  /** The output goes into a sum or gate as it is, and only that is a layer. */
  readonly absorbed: boolean;
  /** Operations that an activation function was written with: no layers of their own. */
  readonly inside?: readonly Node[];
}

/** Follows the output of an operation to its activation function, as long as nothing else reads what is on the way. */
export function settle({ graph, shapes, gates, isPostNormalized }: Surroundings, source: Node): Settled {
  const isSum = isResidualSum(graph, source, shapes);
  // What is a layer when no activation function comes: poolings and reshapings do not belong to it.
  let layer = source.output[0] ?? '';
  let tensor = layer;
  let pooled = false;
  let reshaped = false;
  const seen = new Set<string>();
  while (!graph.isOutput(tensor) && !seen.has(tensor)) {
    seen.add(tensor);
    const gated = reshaped ? null : selfGated(graph, tensor);
    if (gated !== null) {
      return { tensor: gated.exit, absorbed: readsOnly(graph, gated.exit, gates), inside: gated.operations };
    }
    const normalized = isSum && isPostNormalized ? normalizationOf(graph, tensor) : null;
    if (normalized !== null) return { tensor: normalized.tensor, absorbed: false };
    const [next, ...others] = graph.consumersOf(tensor);
    const after = next?.output[0];
    if (next === undefined || after === undefined || others.length > 0) break;
    if (isActivation(next) && !reshaped) return { tensor: after, absorbed: readsOnly(graph, after, gates) };
    if (gates.has(next) || (isResidualSum(graph, next, shapes) && !pooled)) return { tensor, absorbed: true };
    if (isSum && isStreamNormalization(next)) break;
    if (isPooling(next)) pooled = true;
    else if (isReshaping(next)) reshaped = true;
    else if (!isAffine(graph, next)) break;
    else if (!pooled && !reshaped) layer = after;
    tensor = after;
  }
  // A reshaped layer that leaves the network is the network's output, and not a second layer of the same values.
  return { tensor: reshaped && !pooled && graph.isOutput(tensor) ? tensor : layer, absorbed: false };
}

function readsOnly(graph: Graph, tensor: string, nodes: ReadonlySet<Node>): boolean {
  const [next, ...others] = graph.consumersOf(tensor);
  return next !== undefined && others.length === 0 && nodes.has(next);
}

/**
 * Products of two dense operations value by value, one of them behind an activation function, as in the perceptrons of most
 * language models since 2020 (Shazeer, "GLU Variants Improve Transformer", 2020).
 */
export function gatesOf(graph: Graph, shapes: Surroundings['shapes']): Set<Node> {
  const isDense = (node: Node | undefined): boolean =>
    node?.opType === 'Gemm' || (node?.opType === 'MatMul' && computedInputs(graph, node).length === 1);
  return new Set(
    graph.file.nodes.filter((product) => {
      if (product.opType !== 'Mul') return false;
      const inputs = computedInputs(graph, product);
      const extents = new Set(inputs.map((tensor) => shapes.get(tensor)?.join(' x ')));
      if (inputs.length !== 2 || inputs[0] === inputs[1] || extents.size !== 1) return false;
      const ends = inputs.map((tensor) => denseBefore(graph, tensor, isDense));
      const [one, other] = ends;
      if (!one || !other || one.node === other.node || one.isCurved === other.isCurved) return false;
      return inputs.every((tensor) => graph.consumersOf(tensor).length === 1);
    }),
  );
}

/** The dense operation that a tensor comes from, through bias and activation function alone. */
function denseBefore(
  graph: Graph,
  tensor: string,
  isDense: (node: Node | undefined) => boolean,
): { node: Node; isCurved: boolean } | null {
  let isCurved = false;
  let node = graph.producerOf(tensor);
  for (let steps = 0; steps < 12 && node !== undefined; steps++) {
    if (isDense(node)) return { node, isCurved };
    const inputs = computedInputs(graph, node);
    // Functions that multiply a tensor by its own gate read it twice.
    const isOfOne = inputs.length === 1 || node.opType === 'Mul';
    if (!isOfOne || !(isActivation(node) || isAffine(graph, node) || node.opType === 'Mul' || node.opType === 'Erf'))
      return null;
    isCurved ||= !isAffine(graph, node);
    node = graph.producerOf(inputs[0] ?? '');
  }
  return null;
}
