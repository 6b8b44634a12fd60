import type { Graph } from './graph.js';
import type { Node } from './modelFile.js';
import { computedInputs, isAffine, isReshaping, names } from './operators.js';

/** Whole attentions in one operation. */
const ATTENTIONS = names('Attention MultiHeadAttention GroupQueryAttention PackedMultiHeadAttention');
/** What carries values from the inputs of an attention to its products. */
const CARRYING = names(
  `Flatten Reshape Squeeze Unsqueeze Transpose Split Slice Gather Concat Identity Cast Dropout Expand Tile Neg
   Add Sub Mul Div LayerNormalization RMSNormalization SimplifiedLayerNormalization RotaryEmbedding`,
);

/** What the heads of an attention put out: its weights, which a softmax made, times the values; or a whole attention. */
export function isAttention(graph: Graph, node: Node): boolean {
  if (ATTENTIONS.has(node.opType)) return true;
  if (!isProductOfComputed(graph, node)) return false;
  let weights = graph.producerOf(node.input[0] ?? '');
  for (let steps = 0; steps < 8 && weights !== undefined; steps++) {
    if (weights.opType === 'Softmax') return true;
    if (!isAffine(graph, weights) && !isReshaping(weights) && weights.opType !== 'Where') return false;
    weights = graph.producerOf(computedInputs(graph, weights)[0] ?? '');
  }
  return false;
}

function isProductOfComputed(graph: Graph, node: Node): boolean {
  return (node.opType === 'MatMul' || node.opType === 'Einsum') && computedInputs(graph, node).length > 1;
}

/** Whether a tensor goes into an attention and nowhere else: queries, keys and values before their products. */
export function isInsideAttention(graph: Graph, tensor: string): boolean {
  const open = [tensor];
  const seen = new Set<string>();
  let ends = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const consumers = graph.consumersOf(next);
    if (graph.isOutput(next) || consumers.length === 0 || seen.size > 256) return false;
    for (const node of consumers) {
      if (ATTENTIONS.has(node.opType) || isProductOfComputed(graph, node)) ends += 1;
      else if (CARRYING.has(node.opType)) open.push(...node.output);
      else return false;
    }
  }
  return ends > 0;
}
