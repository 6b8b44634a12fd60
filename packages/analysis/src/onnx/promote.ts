import protobuf from 'protobufjs/minimal.js';
import { carriesGraph, type Graph } from './graph.js';
import { FIELDS } from './onnxProto.js';

/** A field of a message: its number, where its bytes begin and end with tag and length, and where its content begins. */
interface Field {
  readonly number: number;
  readonly begin: number;
  readonly content: number;
  readonly end: number;
}

/**
 * The same model with exactly these tensors as its outputs, and without the operations and weights that they do not
 * depend on. onnxruntime runs every operation of a model whether anybody asks for its outcome or not, so that what is
 * not wanted has to go.
 *
 * Nothing is decoded and encoded again: the fields that stay are copied as they are, weights included. An output needs
 * no more than a name, since onnxruntime infers its type.
 * @param bytes the file that `graph` was read from
 * @param tensors outputs of operations, or weights
 */
export function promote(bytes: Uint8Array, graph: Graph, tensors: readonly string[]): Uint8Array {
  const wanted = new Set(tensors);
  const needed = graph.ancestorsOf(wanted);
  // Graphs inside an operation may read any tensor of the graph around it, so that all of it stays.
  const keepsAll = needed.some(carriesGraph);
  const nodes = new Set(needed);
  const weights = new Set([...wanted, ...needed.flatMap((node) => node.input)]);
  const allNodes = graph.file.nodes.values();
  const allWeights = graph.file.weights.keys();
  const isKept = (number: number): boolean => {
    if (number === FIELDS.graph.output) return false;
    if (number === FIELDS.graph.node) return includesNext(nodes, allNodes) || keepsAll;
    if (number === FIELDS.graph.initializer) return includesNext(weights, allWeights) || keepsAll;
    return true;
  };

  const outputs = [...wanted].map((name) => field(FIELDS.graph.output, [field(1, [Buffer.from(name)])]));
  const parts = [...fieldsOf(bytes, 0, bytes.byteLength)].map((part) => {
    if (part.number !== FIELDS.model.graph) return bytes.subarray(part.begin, part.end);
    const kept = [...fieldsOf(bytes, part.content, part.end)]
      .filter(({ number }) => isKept(number))
      .map(({ begin, end }) => bytes.subarray(begin, end));
    // Where a file gives its graph in parts, the first one gets the outputs: readers put them together again.
    return field(FIELDS.model.graph, [...kept, ...outputs.splice(0)]);
  });
  return Buffer.concat(parts);
}

/** Whether the set has the next of those that stand in the order of the file. */
function includesNext<Value>(set: ReadonlySet<Value>, inOrder: Iterator<Value>): boolean {
  const { value, done } = inOrder.next();
  return done !== true && set.has(value);
}

/** The fields of the message between two offsets, in the order of the file. */
function* fieldsOf(bytes: Uint8Array, begin: number, end: number): Generator<Field> {
  const reader = protobuf.Reader.create(bytes);
  reader.pos = begin;
  while (reader.pos < end) {
    const from = reader.pos;
    const tag = reader.uint32();
    const lengthDelimited = (tag & 7) === 2;
    const length = lengthDelimited ? reader.uint32() : 0;
    const content = reader.pos;
    if (lengthDelimited) reader.skip(length);
    else reader.skipType(tag & 7);
    yield { number: tag >>> 3, begin: from, content, end: reader.pos };
  }
}

/** A length-delimited field of that content. */
function field(number: number, content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.byteLength, 0);
  const head = protobuf.Writer.create()
    .uint32(number * 8 + 2)
    .uint32(length)
    .finish();
  return Buffer.concat([head, ...content]);
}
