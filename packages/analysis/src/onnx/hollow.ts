import protobuf from 'protobufjs/minimal.js';
import { entriesOf } from './extents.js';
import { field } from './messages.js';
import { FIELDS, type WireTensor } from './onnxProto.js';

/** Entries up to which a weight is kept: it may be an axis, an index, a padding or a scale. */
const KEPT = 1024;
/** Bytes of a zero, by the number of the element type. */
const ZEROS: { readonly [type: number]: number } = { 1: 4, 10: 2, 11: 8 };

/** Weights of numbers with a fraction that are so large that only their extents can matter for extents. */
export function isHollowed({ dims, dataType }: WireTensor): boolean {
  return dataType in ZEROS && entriesOf(dims) > KEPT;
}

/**
 * An operation and its input that make a weight of zeros when it is used, in place of its values: for a run that only asks for
 * extents, which then takes no more memory than its largest weight.
 * @returns fields of a graph
 */
export function hollow({ name, dims, dataType }: WireTensor): { node: Uint8Array; shape: Uint8Array } {
  const shape = `${name} extents`;
  const zero = tensor('', [1], dataType, new Uint8Array(ZEROS[dataType] ?? 4));
  const extents = new Uint8Array(BigInt64Array.from(dims, BigInt).buffer);
  const node = [
    field(1, [text(shape)]),
    field(2, [text(name)]),
    field(4, [text('ConstantOfShape')]),
    // An attribute of the type 4: a tensor.
    field(5, [field(1, [text('value')]), field(5, [zero]), protobuf.Writer.create().uint32(160).uint32(4).finish()]),
  ];
  return {
    node: field(FIELDS.graph.node, node),
    shape: field(FIELDS.graph.initializer, [tensor(shape, [dims.length], 7, extents)]),
  };
}

function tensor(name: string, dims: readonly number[], dataType: number, raw: Uint8Array): Uint8Array {
  const written = protobuf.Writer.create();
  for (const extent of dims) written.uint32(8).int64(extent);
  written.uint32(16).int32(dataType).uint32(66).string(name).uint32(74).bytes(raw);
  return written.finish();
}

function text(value: string): Uint8Array {
  return Buffer.from(value);
}
