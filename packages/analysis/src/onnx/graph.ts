import type { ModelFile, Node } from './modelFile.js';
import { GRAPH_ATTRIBUTES } from './onnxProto.js';

/** A model's operations, with the ways between them. */
export interface Graph {
  readonly file: ModelFile;
  /** The operation that computes a tensor; undefined for the input and the weights. */
  producerOf(tensor: string): Node | undefined;
  /** What reads a tensor's values, not only its extents: in the order of the file, each once. */
  consumersOf(tensor: string): readonly Node[];
  /** Whether a tensor is the same whatever the input's values are: weights, and what is computed from them and from shapes. */
  isFixed(tensor: string): boolean;
  isOutput(tensor: string): boolean;
  /** Operations on which the tensors depend, in the order of the file. */
  ancestorsOf(tensors: Iterable<string>): Node[];
}

/** What depends on no value of its inputs. */
const SHAPE_READERS = new Set(['Shape', 'Size']);
const RANDOM = new Set([
  'RandomNormal',
  'RandomUniform',
  'RandomNormalLike',
  'RandomUniformLike',
  'Multinomial',
  'Bernoulli',
]);

export function graphOf(file: ModelFile): Graph {
  const producers = new Map<string, Node>();
  const consumers = new Map<string, Node[]>();
  // Masks and positions of tokens are the same for all stimuli.
  const fixed = new Set<string>([...file.weights.keys(), ...file.filled.map(({ name }) => name)]);
  // The format has operations stand after those that they depend on.
  for (const node of file.nodes) {
    const inputs = new Set(node.input.filter((tensor) => tensor !== ''));
    for (const tensor of SHAPE_READERS.has(node.opType) ? [] : inputs) {
      const known = consumers.get(tensor);
      if (known === undefined) consumers.set(tensor, [node]);
      else known.push(node);
    }
    const isFixed =
      SHAPE_READERS.has(node.opType) ||
      (!RANDOM.has(node.opType) && !carriesGraph(node) && [...inputs].every((tensor) => fixed.has(tensor)));
    for (const tensor of node.output) {
      if (tensor === '') continue;
      producers.set(tensor, node);
      if (isFixed) fixed.add(tensor);
    }
  }
  const outputs = new Set(file.outputs);
  return {
    file,
    producerOf: (tensor) => producers.get(tensor),
    consumersOf: (tensor) => consumers.get(tensor) ?? [],
    isFixed: (tensor) => fixed.has(tensor),
    isOutput: (tensor) => outputs.has(tensor),
    ancestorsOf: (tensors) => {
      const found = ancestors(producers, tensors);
      return file.nodes.filter((node) => found.has(node));
    },
  };
}

function ancestors(producers: ReadonlyMap<string, Node>, tensors: Iterable<string>): Set<Node> {
  const found = new Set<Node>();
  const open = [...tensors];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    const node = producers.get(tensor);
    if (node === undefined || found.has(node)) continue;
    found.add(node);
    open.push(...node.input);
  }
  return found;
}

/** Whether an operation carries graphs of its own (If, Loop, Scan): these may read any tensor around them. */
export function carriesGraph(node: Node): boolean {
  return node.attribute.some(({ type }) => GRAPH_ATTRIBUTES.includes(type));
}

export function integerAttribute(node: Node, name: string, otherwise: number): number {
  return node.attribute.find((attribute) => attribute.name === name)?.i ?? otherwise;
}

/** Undefined where the attribute is left out. */
export function integersAttribute(node: Node, name: string): readonly number[] | undefined {
  return node.attribute.find((attribute) => attribute.name === name)?.ints;
}

export function textAttribute(node: Node, name: string, otherwise: string): string {
  const attribute = node.attribute.find((candidate) => candidate.name === name);
  return attribute === undefined ? otherwise : Buffer.from(attribute.s).toString('utf8');
}
