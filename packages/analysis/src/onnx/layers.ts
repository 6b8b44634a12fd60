import type { Graph } from './graph.js';
import { nameLayers } from './layerNames.js';
import type { LayerKind } from './model.js';
import type { Node } from './modelFile.js';
import {
  computedInputs,
  isActivation,
  isAffine,
  isPooling,
  isReshaping,
  isResidualSum,
  selfGated,
} from './operators.js';

/** A tensor that is a layer by the operations around it; its extents are not known yet. */
export interface LayerCandidate {
  readonly name: string;
  readonly tensor: string;
  readonly kind: LayerKind;
}

/** Where the way from an operation to its activation function ends. */
interface Settled {
  readonly tensor: string;
  /** The output goes into a residual sum as it is, and only the sum is a layer. */
  readonly absorbed: boolean;
}

/**
 * The layers of a network, in the order in which they are computed:
 *
 * - the output of each convolution, dense operation and residual sum, after normalisation, bias and activation function,
 *   where these are all that reads it (a pooling may stand before the activation function). Without an activation
 *   function, the tensor before it;
 * - but not what goes into a residual sum as it is: only the sum is a layer then;
 * - the outputs of the network.
 */
export function findLayers(graph: Graph): LayerCandidate[] {
  const found = new Map<string, { readonly kind: LayerKind; readonly source: Node | null }>();
  for (const source of graph.file.nodes) {
    const kind = kindOf(graph, source);
    const output = source.output[0];
    if (kind === null || output === undefined || graph.isFixed(output)) continue;
    const { tensor, absorbed } = settle(graph, output);
    if (absorbed || found.has(tensor)) continue;
    found.set(tensor, { kind: isLast(graph, tensor) ? 'OUTPUT' : kind, source });
  }
  for (const tensor of graph.file.outputs) {
    if (found.has(tensor) || graph.producerOf(tensor) === undefined) continue;
    found.set(tensor, { kind: 'OUTPUT', source: null });
  }
  const order = new Map(
    graph.file.nodes.flatMap(({ output }, index) => output.map((tensor) => [tensor, index] as const)),
  );
  const layers = [...found]
    .map(([tensor, { kind, source }]) => ({ tensor, kind, source }))
    .sort((a, b) => (order.get(a.tensor) ?? 0) - (order.get(b.tensor) ?? 0));
  const names = nameLayers(graph, layers);
  return layers.map(({ tensor, kind }, index) => ({ name: names[index] ?? tensor, tensor, kind }));
}

function kindOf(graph: Graph, node: Node): LayerKind | null {
  if (node.opType === 'Conv' || node.opType === 'ConvTranspose') return 'CONVOLUTION';
  if (node.opType === 'Gemm') return 'DENSE';
  // Products of two computed tensors are those of attention.
  if (node.opType === 'MatMul') return computedInputs(graph, node).length === 1 ? 'DENSE' : null;
  return isResidualSum(graph, node) ? 'RESIDUAL' : null;
}

function isLast(graph: Graph, tensor: string): boolean {
  return graph.isOutput(tensor) && graph.consumersOf(tensor).length === 0;
}

/** Follows the output of an operation to its activation function, as long as nothing else reads what is on the way. */
function settle(graph: Graph, output: string): Settled {
  // What is a layer when no activation function comes: poolings and reshapings do not belong to it.
  let layer = output;
  let tensor = output;
  let pooled = false;
  let reshaped = false;
  const seen = new Set<string>();
  while (!graph.isOutput(tensor) && !seen.has(tensor)) {
    seen.add(tensor);
    const gated = reshaped ? null : selfGated(graph, tensor);
    if (gated !== null) return { tensor: gated, absorbed: false };
    const [next, ...others] = graph.consumersOf(tensor);
    const after = next?.output[0];
    if (next === undefined || after === undefined || others.length > 0) break;
    if (isActivation(next) && !reshaped) return { tensor: after, absorbed: false };
    if (isResidualSum(graph, next) && layer === tensor) return { tensor, absorbed: true };
    if (isPooling(next)) pooled = true;
    else if (isReshaping(next)) reshaped = true;
    else if (!isAffine(graph, next)) break;
    else if (!pooled && !reshaped) layer = after;
    tensor = after;
  }
  // A reshaped layer that leaves the network is the network's output, and not a second layer of the same values.
  return { tensor: reshaped && !pooled && graph.isOutput(tensor) ? tensor : layer, absorbed: false };
}
