import protobuf from 'protobufjs/minimal.js';

const { Writer } = protobuf;
type Writing = InstanceType<typeof Writer>;

/** Element types and attribute types of onnx.proto. */
const FLOAT = 1;
const DOUBLE = 11;
const INTEGER_ATTRIBUTE = 2;

/**
 * The ONNX model (x - c)(y - d)' : inputs x [p, n], c [p, 1], y [q, n], d [q, 1], all float32, output `products` [p, q],
 * float32 or, where precise, computed and given in float64. Written by hand, because a graph of a few nodes does not need
 * a model library.
 */
export function productGraph({ precise }: { readonly precise: boolean }): Uint8Array {
  const graph = Writer.create();
  for (const name of ['x', 'c', 'y', 'd']) {
    node(graph, precise ? 'Cast' : 'Identity', [name], `${name} taken`, precise ? { to: DOUBLE } : {});
  }
  node(graph, 'Sub', ['x taken', 'c taken'], 'left');
  node(graph, 'Sub', ['y taken', 'd taken'], 'right');
  node(graph, 'Gemm', ['left', 'right'], 'products', { transB: 1 });
  graph.uint32(tag(2)).string('products');
  matrix(graph, 11, 'x', ['p', 'n']);
  matrix(graph, 11, 'c', ['p', 1]);
  matrix(graph, 11, 'y', ['q', 'n']);
  matrix(graph, 11, 'd', ['q', 1]);
  matrix(graph, 12, 'products', ['p', 'q'], precise ? DOUBLE : FLOAT);
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

function node(
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

function matrix(
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
