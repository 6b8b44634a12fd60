import { carriesGraph, type Graph } from './graph.js';
import { hollow, isHollowed } from './hollow.js';
import { field, fieldsOf } from './messages.js';
import { placeOfWeight } from './modelParts.js';
import { FIELDS } from './onnxProto.js';
import { OWN_BYTES, outsource } from './outsource.js';

/** The same model with exactly these outputs. */
export interface Promotion {
  /** Outputs of operations, or weights. */
  readonly tensors: readonly string[];
  /** Tensors whose extents are outputs as well, under `extentsOf` their name. */
  readonly extents?: readonly string[];
  /** Whether zeros stand for the values of large weights. */
  readonly isHollow?: boolean;
}

export interface Promoted {
  readonly bytes: Uint8Array;
  /** Those of the model that it was made of, in which the values of large weights stay. */
  readonly own: Uint8Array;
  /** Files beside the model that its weights lie in. */
  readonly locations: ReadonlySet<string>;
}

/** Name of the output that has a tensor's extents. */
export function extentsOutput(tensor: string): string {
  return `extents of ${tensor}`;
}

/**
 * The same model with exactly these tensors as its outputs, and without the operations and weights that they do not
 * depend on. onnxruntime runs every operation of a model whether anybody asks for its outcome or not, so that what is
 * not wanted has to go.
 *
 * Nothing is decoded and encoded again: the fields that stay are copied as they are, but for large weights, which are pointed
 * at. An output needs no more than a name, since onnxruntime infers its type.
 * @param bytes the file that `graph` was read from
 */
export function promote(bytes: Uint8Array, graph: Graph, wanted: Promotion): Promoted {
  const tensors = new Set(wanted.tensors);
  const extents = wanted.extents ?? [];
  const needed = graph.ancestorsOf([...tensors, ...extents]);
  // Graphs inside an operation may read any tensor of the graph around it, so that all of it stays.
  const keepsAll = needed.some(carriesGraph);
  const nodes = new Set(needed);
  const weights = new Set([...tensors, ...extents, ...needed.flatMap((node) => node.input)]);
  const isKeptWeight = (name: string): boolean => weights.has(name) || keepsAll;
  const hollowed = [...graph.file.weights.values()].filter(
    (weight) => wanted.isHollow && isHollowed(weight) && isKeptWeight(weight.name) && !tensors.has(weight.name),
  );
  const isHollow = new Set(hollowed.map(({ name }) => name));
  const allNodes = graph.file.nodes.values();
  const allWeights = graph.file.weights.keys();
  const isKept = (number: number): boolean => {
    if (number === FIELDS.graph.output) return false;
    if (number === FIELDS.graph.node) return includesNext(nodes, allNodes) || keepsAll;
    if (number !== FIELDS.graph.initializer) return true;
    const name = allWeights.next().value ?? '';
    return isKeptWeight(name) && !isHollow.has(name);
  };

  const zeros = hollowed.map(hollow).flatMap(({ node, shape }) => [shape, node]);
  const shapes = extents.map((tensor) => shapeNode(tensor));
  const names = [...tensors, ...extents.map(extentsOutput)];
  const outputs = names.map((name) => field(FIELDS.graph.output, [field(1, [Buffer.from(name)])]));
  let isOutsourced = false;
  const parts = [...fieldsOf(bytes, 0, bytes.byteLength)].map((part) => {
    if (part.number !== FIELDS.model.graph) return bytes.subarray(part.begin, part.end);
    const kept = [...fieldsOf(bytes, part.content, part.end)]
      .filter(({ number }) => isKept(number))
      .map((each) => {
        const pointer = each.number === FIELDS.graph.initializer ? outsource(bytes, each) : null;
        isOutsourced ||= pointer !== null;
        return pointer ?? bytes.subarray(each.begin, each.end);
      });
    // Where a file gives its graph in parts, the first one gets what is added: readers put them together again.
    return field(FIELDS.model.graph, [...zeros.splice(0), ...kept, ...shapes.splice(0), ...outputs.splice(0)]);
  });
  const places = [...graph.file.weights.values()].map((weight) =>
    isKeptWeight(weight.name) && !isHollow.has(weight.name) ? placeOfWeight(weight) : null,
  );
  const locations = new Set(places.flatMap((place) => place?.location ?? []));
  if (isOutsourced) locations.add(OWN_BYTES);
  return { bytes: Buffer.concat(parts), own: bytes, locations };
}

/** Whether the set has the next of those that stand in the order of the file. */
function includesNext<Value>(set: ReadonlySet<Value>, inOrder: Iterator<Value>): boolean {
  const { value, done } = inOrder.next();
  return done !== true && set.has(value);
}

function shapeNode(tensor: string): Uint8Array {
  const fields: [number, string][] = [
    [1, tensor],
    [2, extentsOutput(tensor)],
    [4, 'Shape'],
  ];
  return field(
    FIELDS.graph.node,
    fields.map(([number, text]) => field(number, [Buffer.from(text)])),
  );
}
