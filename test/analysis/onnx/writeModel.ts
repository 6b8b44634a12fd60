import protobuf from 'protobufjs/minimal.js';

/** An attribute: an integer, a list of integers, a number with `float`, or a text. */
export type Attribute = number | readonly number[] | string | { readonly float: number };

export interface NodeOf {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly name?: string;
  readonly attributes?: { readonly [name: string]: Attribute };
  /** Modules around it, as the exporter of PyTorch 2 writes them. */
  readonly scopes?: readonly string[];
  readonly domain?: string;
}

export interface WeightOf {
  readonly dims: readonly number[];
  readonly values: readonly number[];
  readonly type?: 'float32' | 'float16' | 'int64';
}

export type ElementType = keyof typeof NUMBERS;

export interface ModelOf {
  readonly nodes: readonly NodeOf[];
  readonly weights?: { readonly [name: string]: WeightOf };
  readonly inputs: { readonly [name: string]: readonly (number | string)[] };
  readonly outputs: readonly string[];
  readonly opset?: number;
  /** Of the inputs: one for all, or by name. */
  readonly elementType?: ElementType | { readonly [input: string]: ElementType };
  /** Where the weights are said to lie, and from where to where, all of the file by default. */
  readonly externalFile?: string;
  readonly externalRanges?: {
    readonly [weight: string]: { readonly offset?: number | string; readonly length?: number };
  };
}

const { Writer } = protobuf;
type Writing = InstanceType<typeof Writer>;
const NUMBERS = { float32: 1, float16: 10, float64: 11, int64: 7, int32: 6, uint8: 2, bool: 9 } as const;

/** An ONNX file of a few operations, in the bytes of onnx.proto. */
export function writeModel(model: ModelOf): Uint8Array {
  const graph = Writer.create();
  for (const node of model.nodes) message(graph, 1, (written) => writeNode(written, node));
  text(graph, 2, 'graph');
  for (const [name, weight] of Object.entries(model.weights ?? {})) {
    message(graph, 5, (written) => writeWeight(written, name, weight, model));
  }
  for (const [name, shape] of Object.entries(model.inputs)) {
    const type = typeof model.elementType === 'object' ? model.elementType[name] : model.elementType;
    message(graph, 11, (written) => writeValue(written, name, shape, NUMBERS[type ?? 'float32']));
  }
  for (const name of model.outputs) message(graph, 12, (written) => text(written, 1, name));
  const file = integer(Writer.create(), 1, 7);
  text(file, 2, 'a test');
  file.uint32(7 * 8 + 2).bytes(graph.finish());
  message(file, 8, (written) => integer(text(written, 1, ''), 2, model.opset ?? 13));
  message(file, 8, (written) => integer(text(written, 1, 'com.microsoft'), 2, 1));
  return file.finish();
}

function writeNode(written: Writing, { op, inputs, outputs, name, attributes = {}, scopes, domain }: NodeOf): void {
  for (const input of inputs) text(written, 1, input);
  for (const output of outputs) text(written, 2, output);
  text(written, 3, name ?? '');
  text(written, 4, op);
  if (domain !== undefined) text(written, 7, domain);
  if (scopes !== undefined) {
    const value = `[${scopes.map((scope) => `'${scope}'`).join(', ')}]`;
    message(written, 9, (entry) => text(text(entry, 1, 'pkg.torch.onnx.name_scopes'), 2, value));
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    message(written, 5, (inner) => {
      text(inner, 1, attribute);
      if (typeof value === 'number') integer(integer(inner, 3, value), 20, 2);
      else if (typeof value === 'string') integer(text(inner, 4, value), 20, 3);
      else if ('float' in value) integer(inner.uint32(2 * 8 + 5).float(value.float), 20, 1);
      else
        integer(
          value.reduce((list, entry) => integer(list, 8, entry), inner),
          20,
          7,
        );
    });
  }
}

function writeWeight(
  written: Writing,
  name: string,
  { dims, values, type = 'float32' }: WeightOf,
  { externalFile: file, externalRanges = {} }: ModelOf,
): void {
  for (const extent of dims) integer(written, 1, extent);
  integer(written, 2, NUMBERS[type]);
  text(written, 8, name);
  if (file !== undefined) {
    for (const [key, value] of Object.entries({ location: file, ...externalRanges[name] }))
      message(written, 13, (entry) => text(text(entry, 1, key), 2, String(value)));
    integer(written, 14, 1);
    return;
  }
  const raw = {
    float32: () => new Uint8Array(Float32Array.from(values).buffer),
    // Whole powers of two and zero are all that tests need.
    float16: () =>
      new Uint8Array(Uint16Array.from(values, (value) => (value === 0 ? 0 : (Math.log2(value) + 15) << 10)).buffer),
    int64: () => new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
  };
  written.uint32(9 * 8 + 2).bytes(raw[type]());
}

function writeValue(written: Writing, name: string, shape: readonly (number | string)[], elementType: number): void {
  text(written, 1, name);
  message(written, 2, (type) =>
    message(type, 1, (tensor) => {
      integer(tensor, 1, elementType);
      message(tensor, 2, (extents) => {
        for (const extent of shape) {
          message(extents, 1, (dimension) =>
            typeof extent === 'number' ? integer(dimension, 1, extent) : text(dimension, 2, extent),
          );
        }
      });
    }),
  );
}

function message(written: Writing, field: number, write: (inner: Writing) => unknown): Writing {
  const inner = Writer.create();
  write(inner);
  return written.uint32(field * 8 + 2).bytes(inner.finish());
}

function text(written: Writing, field: number, value: string): Writing {
  return written.uint32(field * 8 + 2).string(value);
}

function integer(written: Writing, field: number, value: number): Writing {
  return written.uint32(field * 8).int64(value);
}

/** Numbers between -1 and 1, the same each time. */
export function randomWeights(dims: readonly number[], seed = 1): WeightOf {
  return {
    dims,
    values: Array.from(
      randomNumbers(
        dims.reduce((product, extent) => product * extent, 1),
        seed,
      ),
    ),
  };
}

export function randomNumbers(count: number, seed = 1): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * 2 - 1;
  });
}
