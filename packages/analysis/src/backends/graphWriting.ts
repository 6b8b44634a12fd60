import protobuf from 'protobufjs/minimal.js';

const { Writer } = protobuf;
export type Writing = InstanceType<typeof Writer>;

/** Element types of onnx.proto. */
export const FLOAT = 1;
export const DOUBLE = 11;

/** Fields of a graph that hold its inputs and its outputs. */
export const INPUT = 11;
export const OUTPUT = 12;

const INTEGER_ATTRIBUTE = 2;

/**
 * The bytes of an ONNX model whose graph `write` fills. Written by hand, because a graph of a few nodes does not need a
 * model library.
 */
export function modelOf(name: string, write: (graph: Writing) => void): Uint8Array {
  const graph = Writer.create();
  write(graph);
  graph.uint32(tag(2)).string(name);
  const operators = Writer.create()
    .uint32(tag(1))
    .string('')
    .uint32(8 * 2)
    .int64(13);
  return Writer.create()
    .uint32(8 * 1)
    .int64(8)
    .uint32(tag(7))
    .bytes(graph.finish())
    .uint32(tag(8))
    .bytes(operators.finish())
    .finish();
}

/** Key of a length-delimited field. */
function tag(field: number): number {
  return field * 8 + 2;
}

export function node(
  graph: Writing,
  operator: string,
  inputs: readonly string[],
  output: string,
  integers: { readonly [name: string]: number } = {},
): void {
  const written = Writer.create();
  for (const input of inputs) written.uint32(tag(1)).string(input);
  written.uint32(tag(2)).string(output).uint32(tag(4)).string(operator);
  for (const [name, value] of Object.entries(integers)) {
    const attribute = Writer.create()
      .uint32(tag(1))
      .string(name)
      .uint32(8 * 3)
      .int64(value);
    attribute.uint32(8 * 20).int32(INTEGER_ATTRIBUTE);
    written.uint32(tag(5)).bytes(attribute.finish());
  }
  graph.uint32(tag(1)).bytes(written.finish());
}

export function matrix(
  graph: Writing,
  field: number,
  name: string,
  extents: readonly (string | number)[],
  element = FLOAT,
): void {
  const shape = Writer.create();
  for (const extent of extents) {
    const dimension = Writer.create();
    if (typeof extent === 'number') dimension.uint32(8 * 1).int64(extent);
    else dimension.uint32(tag(2)).string(extent);
    shape.uint32(tag(1)).bytes(dimension.finish());
  }
  const tensor = Writer.create()
    .uint32(8 * 1)
    .int32(element)
    .uint32(tag(2))
    .bytes(shape.finish());
  const type = Writer.create().uint32(tag(1)).bytes(tensor.finish());
  const value = Writer.create().uint32(tag(1)).string(name).uint32(tag(2)).bytes(type.finish());
  graph.uint32(tag(field)).bytes(value.finish());
}
