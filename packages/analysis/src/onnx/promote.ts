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
  // Graphs inside an operation may read any tensor of the graph around it, so all of it stays.
  const nodes = new Set(needed.some(carriesGraph) ? graph.file.nodes : needed);
  const weights = new Set([...nodes].flatMap((node) => node.input).concat(...wanted));
  const names = { nodes: graph.file.nodes[Symbol.iterator](), weights: graph.file.weights.keys() };

  const outputs = [...wanted].map((name) => field(FIELDS.graph.output, [field(1, [Buffer.from(name)])]));
  const parts: Uint8Array[] = [];
  for (const part of fieldsOf(bytes, 0, bytes.byteLength)) {
    if (part.number !== FIELDS.model.graph) {
      parts.push(bytes.subarray(part.begin, part.end));
      continue;
    }
    const kept: Uint8Array[] = [];
    for (const inner of fieldsOf(bytes, part.content, part.end)) {
      if (inner.number === FIELDS.graph.output) continue;
      if (inner.number === FIELDS.graph.node && !nodes.has(names.nodes.next().value as never)) continue;
      if (inner.number === FIELDS.graph.initializer && !weights.has(names.weights.next().value as string)) continue;
      kept.push(bytes.subarray(inner.begin, inner.end));
    }
    // The first part of the graph gets all outputs: readers put the parts together again.
    kept.push(...outputs.splice(0));
    parts.push(field(FIELDS.model.graph, kept));
  }
  return Buffer.concat(parts);
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
