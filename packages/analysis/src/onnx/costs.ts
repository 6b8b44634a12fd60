import { entriesOf } from './extents.js';
import { type Graph, integerAttribute } from './graph.js';
import type { LearntShapes } from './learnShapes.js';
import type { Node } from './modelFile.js';

/** Text, truth values and integers are shapes, axes and indices, and are not learnt. */
const UNLEARNT_TYPES: readonly number[] = [6, 7, 8, 9, 12, 13];

/**
 * Floating-point operations from the input to a tensor, for one stimulus: two for each multiplication and addition of
 * convolutions, dense operations and products; what works value by value is left out, as is custom.
 */
export function flopsTo(graph: Graph, learnt: LearntShapes, tensor: string): number {
  const total = graph
    .ancestorsOf([tensor])
    .filter((node) => node.output.some((output) => !graph.isFixed(output)))
    .reduce((sum, node) => sum + flopsOf(node, learnt.shapes), 0);
  return Math.round(total / learnt.batch);
}

function flopsOf(node: Node, shapes: LearntShapes['shapes']): number {
  const [data = [], weight = []] = node.input.map((tensor) => shapes.get(tensor) ?? []);
  const output = entriesOf(shapes.get(node.output[0] ?? '') ?? [0]);
  switch (node.opType) {
    // Weights are units x channels of the group x window.
    case 'Conv':
      return 2 * output * entriesOf(weight.slice(1));
    case 'ConvTranspose':
      return 2 * entriesOf(data) * entriesOf(weight.slice(1));
    case 'Gemm':
      return 2 * output * (data[integerAttribute(node, 'transA', 0) === 0 ? 1 : 0] ?? 1);
    case 'MatMul':
      return 2 * output * (data.at(-1) ?? 1);
    default:
      return 0;
  }
}

/**
 * Numbers that were learnt: all weights but for the running mean and variance that normalisation keeps. Exporters write
 * weights of equal values once, and the others as copies of it, which count as well.
 */
export function countParameters(graph: Graph): number {
  const { nodes, weights } = graph.file;
  const running = new Set(
    nodes.flatMap(({ opType, input }) => (opType === 'BatchNormalization' ? input.slice(3, 5) : [])),
  );
  // Some exporters write weights as operations without inputs.
  const constants = nodes.flatMap((node) => (node.opType === 'Constant' ? node.attribute.map(({ t }) => t) : []));
  const copies = nodes.flatMap(({ opType, input, output }) => {
    const weight = opType === 'Identity' ? weights.get(input[0] ?? '') : undefined;
    return weight === undefined ? [] : { ...weight, name: output[0] ?? '' };
  });
  return [...weights.values(), ...copies, ...constants.filter((tensor) => tensor !== null && tensor.dims.length > 0)]
    .filter((tensor) => tensor !== null && !UNLEARNT_TYPES.includes(tensor.dataType) && !running.has(tensor.name))
    .reduce((sum, tensor) => sum + entriesOf(tensor?.dims ?? [0]), 0);
}
