import protobuf from 'protobufjs/light.js';

/** Numbers of `AttributeProto.type` that say that a node carries graphs of its own. */
export const GRAPH_ATTRIBUTES: readonly number[] = [5, 10];

/** Numbers of `TensorProto.data_type`, by the names that onnxruntime gives them. */
export const ELEMENT_TYPES: { readonly [number: number]: string } = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
  16: 'bfloat16',
};

/** Fields of `ModelProto` and `GraphProto` that are copied or left out one by one when a model is cut. */
export const FIELDS = { model: { graph: 7 }, graph: { node: 1, initializer: 5, output: 12 } } as const;

export interface WireEntry {
  readonly key: string;
  readonly value: string;
}

export interface WireTensor {
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly name: string;
  readonly externalData: readonly WireEntry[];
  /** 1: the values lie in another file. */
  readonly dataLocation: number;
}

export interface WireAttribute {
  readonly name: string;
  readonly f: number;
  readonly i: number;
  readonly s: Uint8Array;
  readonly t: WireTensor | null;
  readonly ints: readonly number[];
  readonly floats: readonly number[];
  readonly type: number;
}

export interface WireNode {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  readonly attribute: readonly WireAttribute[];
  /** What exporters say besides, such as the modules that an operation is in. */
  readonly metadataProps: readonly WireEntry[];
}

export interface WireValue {
  readonly name: string;
  readonly type: {
    readonly tensorType: {
      readonly elemType: number;
      readonly shape: { readonly dim: readonly { readonly dimValue?: number; readonly dimParam?: string }[] } | null;
    } | null;
  } | null;
}

export interface WireGraph {
  readonly node: readonly WireNode[];
  readonly name: string;
  readonly initializer: readonly WireTensor[];
  readonly input: readonly WireValue[];
  readonly output: readonly WireValue[];
}

export interface WireModel {
  readonly irVersion: number;
  readonly producerName: string;
  readonly producerVersion: string;
  /** One in every file that we have met; the format lets a file say its graph in several parts. */
  readonly graph: readonly WireGraph[];
  readonly opsetImport: readonly { readonly domain: string; readonly version: number }[];
}

const one = (id: number, type: string) => ({ id, type });
const many = (id: number, type: string) => ({ id, type, rule: 'repeated' });

/**
 * The part of onnx.proto that we read. What is not declared here, the values of the weights above all, is stepped over
 * without being copied. Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
const messages: { readonly [name: string]: { readonly [field: string]: { id: number; type: string } } } = {
  Model: {
    irVersion: one(1, 'int64'),
    producerName: one(2, 'string'),
    producerVersion: one(3, 'string'),
    graph: many(FIELDS.model.graph, 'Graph'),
    opsetImport: many(8, 'Opset'),
  },
  Opset: { domain: one(1, 'string'), version: one(2, 'int64') },
  Graph: {
    node: many(FIELDS.graph.node, 'Node'),
    name: one(2, 'string'),
    initializer: many(FIELDS.graph.initializer, 'Tensor'),
    input: many(11, 'Value'),
    output: many(FIELDS.graph.output, 'Value'),
  },
  Node: {
    input: many(1, 'string'),
    output: many(2, 'string'),
    name: one(3, 'string'),
    opType: one(4, 'string'),
    attribute: many(5, 'Attribute'),
    domain: one(7, 'string'),
    metadataProps: many(9, 'Entry'),
  },
  Attribute: {
    name: one(1, 'string'),
    f: one(2, 'float'),
    i: one(3, 'int64'),
    s: one(4, 'bytes'),
    t: one(5, 'Tensor'),
    floats: many(7, 'float'),
    ints: many(8, 'int64'),
    type: one(20, 'int32'),
  },
  Tensor: {
    dims: many(1, 'int64'),
    dataType: one(2, 'int32'),
    name: one(8, 'string'),
    externalData: many(13, 'Entry'),
    dataLocation: one(14, 'int32'),
  },
  Entry: { key: one(1, 'string'), value: one(2, 'string') },
  Value: { name: one(1, 'string'), type: one(2, 'ValueType') },
  ValueType: { tensorType: one(1, 'TensorType') },
  TensorType: { elemType: one(1, 'int32'), shape: one(2, 'Shape') },
  Shape: { dim: many(1, 'Dimension') },
  Dimension: { dimValue: one(1, 'int64'), dimParam: one(2, 'string') },
};

const root = protobuf.Root.fromJSON({
  nested: Object.fromEntries(Object.entries(messages).map(([name, fields]) => [name, { fields }])),
});

/** Throws what protobufjs throws where the bytes are not those of a `ModelProto`. */
export function decodeWireModel(bytes: Uint8Array): WireModel {
  const Model = root.lookupType('Model');
  // As a Buffer, so that protobufjs hands out views and not copies.
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Model.toObject(Model.decode(view), { longs: Number, defaults: true, arrays: true }) as WireModel;
}
