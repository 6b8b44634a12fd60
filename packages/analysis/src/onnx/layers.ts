import { isAttention, isInsideAttention } from './attention.js';
import type { Graph } from './graph.js';
import { nameLayers } from './layerNames.js';
import type { Layout } from './layouts/layout.js';
import { hasRole } from './layouts/layout.js';
import type { LearntShapes } from './learnShapes.js';
import type { LayerKind } from './model.js';
import type { Node } from './modelFile.js';
import { computedInputs, isResidualSum, normalizationOf } from './operators.js';
import { gatesOf, type Settled, type Surroundings, settle } from './settle.js';

/** A tensor that is a layer by the operations around it. */
export interface LayerCandidate {
  readonly name: string;
  readonly tensor: string;
  readonly kind: LayerKind;
}

interface Found {
  readonly kind: LayerKind;
  readonly source: Node | null;
}

/**
 * The layers of a network, in the order in which they are computed:
 *
 * - the output of each convolution, dense operation, residual sum and embedding of tokens, after normalisation, bias and
 *   activation function, where these are all that reads it (a pooling may stand before the activation function). Without
 *   an activation function, the tensor before it. The two dense operations of a gated perceptron are one layer: their product;
 * - but not what goes into a residual sum as it is (only the sum is a layer then), nor queries, keys and values;
 * - what the heads of each attention put out, before the projection that follows;
 * - layers side by side that nothing else reads, as at the end of an Inception block;
 * - the normalisation of a stream of residual sums that is all that reads it: the last one;
 * - the outputs of the network.
 */
export function findLayers(
  graph: Graph,
  { shapes }: LearntShapes,
  layouts: ReadonlyMap<string, Layout>,
): LayerCandidate[] {
  const gates = gatesOf(graph, shapes);
  const around: Surroundings = { graph, shapes, gates, isPostNormalized: isPostNormalized(graph, shapes) };
  const found = new Map<string, Found>();
  const inside = new Set<Node>();
  for (const source of graph.file.nodes) {
    const output = source.output[0];
    const kind = inside.has(source) ? null : kindOf(around, source);
    if (kind === null || output === undefined || graph.isFixed(output)) continue;
    const settled: Settled = kind === 'ATTENTION' ? { tensor: output, absorbed: false } : settle(around, source);
    const { tensor, absorbed } = settled;
    for (const node of settled.inside ?? []) inside.add(node);
    if (absorbed || found.has(tensor) || (kind === 'DENSE' && isInsideAttention(graph, tensor))) continue;
    found.set(tensor, { kind: isLast(graph, tensor) ? 'OUTPUT' : kind, source });
    const normalized = kind === 'RESIDUAL' && !around.isPostNormalized ? normalizationOf(graph, tensor) : null;
    if (normalized !== null) found.set(normalized.tensor, { kind: 'NORMALIZATION', source: normalized.source });
  }
  for (const [tensor, source] of concatenations(graph, found, layouts)) found.set(tensor, { kind: 'OTHER', source });
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

function kindOf({ graph, shapes, gates }: Surroundings, node: Node): LayerKind | null {
  if (node.opType === 'Conv' || node.opType === 'ConvTranspose') return 'CONVOLUTION';
  if (node.opType === 'Gemm' || gates.has(node)) return 'DENSE';
  if (isAttention(graph, node)) return 'ATTENTION';
  // Other products of two computed tensors are those of attention too: queries with keys.
  if (node.opType === 'MatMul') return computedInputs(graph, node).length === 1 ? 'DENSE' : null;
  if (node.opType === 'Gather') return isEmbedding(graph, node) ? 'EMBEDDING' : null;
  return isResidualSum(graph, node, shapes) ? 'RESIDUAL' : null;
}

function isEmbedding(graph: Graph, { input: [table = '', indices = ''] }: Node): boolean {
  return graph.file.input.kind === 'TOKENS' && graph.isFixed(table) && !graph.isFixed(indices);
}

function isLast(graph: Graph, tensor: string): boolean {
  return graph.isOutput(tensor) && graph.consumersOf(tensor).length === 0;
}

/** Whether the residual sums of a network go on normalised, as in BERT, and not as they are. */
function isPostNormalized(graph: Graph, shapes: LearntShapes['shapes']): boolean {
  return graph.file.nodes.some((node) => {
    if (!isResidualSum(graph, node, shapes)) return false;
    const normalized = normalizationOf(graph, node.output[0] ?? '');
    const consumers = normalized === null ? [] : graph.consumersOf(normalized.tensor);
    return consumers.length > 1 && consumers.some((next) => isResidualSum(graph, next, shapes));
  });
}

/** Several layers side by side along their units, which nothing else reads. */
function concatenations(
  graph: Graph,
  found: ReadonlyMap<string, Found>,
  layouts: ReadonlyMap<string, Layout>,
): [string, Node][] {
  const isBlockEnd = (node: Node | undefined): node is Node => {
    if (node?.opType !== 'Concat') return false;
    const inputs = new Set(computedInputs(graph, node));
    const units = layouts.get(node.output[0] ?? '')?.findIndex((axis) => hasRole(axis, 'UNIT'));
    const axis = node.attribute.find(({ name }) => name === 'axis')?.i;
    return (
      axis === units &&
      [...inputs].filter((tensor) => found.has(tensor)).length > 1 &&
      [...inputs].every((tensor) => graph.consumersOf(tensor).length === 1)
    );
  };
  return graph.file.nodes.filter(isBlockEnd).flatMap((node): [string, Node][] => {
    const [output = ''] = node.output;
    const consumers = graph.consumersOf(output);
    const isPartOfAnother = consumers.length === 1 && consumers[0]?.opType === 'Concat';
    return isPartOfAnother || found.has(output) ? [] : [[output, node]];
  });
}
