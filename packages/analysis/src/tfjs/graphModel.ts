import type { Tensor } from '@tensorflow/tfjs-core';
import { entriesOf } from '../onnx/extents.js';
import { ModelRefused } from '../onnx/modelRefused.js';
import { type GraphNode, readNodes } from './graphNodes.js';
import type { ModelJson } from './modelJson.js';
import { type OpenedModel, parametersIn } from './openedModel.js';
import type { Operation, OperationKind } from './operation.js';
import { type Runtime, runtimeRefusal } from './runtime.js';

const KINDS = new Map<string, OperationKind>([
  ...all('INPUT', 'Placeholder PlaceholderWithDefault'),
  ...all('CONVOLUTION', 'Conv2D _FusedConv2D DepthwiseConv2dNative FusedDepthwiseConv2dNative Conv2DBackpropInput'),
  ...all('DENSE', 'MatMul _FusedMatMul BatchMatMul BatchMatMulV2'),
  ...all('EMBEDDING', 'GatherV2 ResourceGather'),
  ...all('ACTIVATION', 'Relu Relu6 LeakyRelu Prelu Elu Selu Sigmoid Tanh Softplus Softmax LogSoftmax ClipByValue Erf'),
  ...all('NORMALIZATION', 'BiasAdd BiasAddV1 FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3'),
  ...all('SUM', 'Add AddV2 AddN'),
  ...all('CONCATENATION', 'Concat ConcatV2'),
  ...all('POOLING', 'MaxPool AvgPool'),
  ...all('PADDING', 'Pad PadV2 MirrorPad'),
  ...all('RESHAPING', 'Reshape Squeeze ExpandDims Transpose'),
  ...all('PASSING', 'Identity Snapshot StopGradient PreventGradient Cast'),
]);

/** Identities one after another, at most: a broken file has rings of them. */
const MOST_IDENTITIES = 16;
/** Arithmetic with a weight is value by value. */
const ARITHMETIC = new Set(['Add', 'AddV2', 'Sub', 'Mul', 'RealDiv', 'Div']);
const FUSED_ACTIVATIONS = new Set(['Relu', 'Relu6', 'Prelu', 'Elu', 'LeakyRelu', 'Sigmoid']);
const TYPES: { readonly [type: string]: 'float32' | 'int32' | 'bool' } = {
  ...{ DT_FLOAT: 'float32', DT_INT32: 'int32', DT_INT64: 'int32', DT_UINT8: 'int32', DT_BOOL: 'bool' },
};

function all(kind: OperationKind, names: string): [string, OperationKind][] {
  return names.split(' ').map((name) => [name, kind]);
}

/** Opens a GraphModel, as tensorflowjs_converter writes it. @throws {ModelRefused} where the library does not read it */
export async function openGraphModel(
  { core, converter }: Runtime,
  json: ModelJson,
  weightData: ArrayBuffer,
): Promise<OpenedModel> {
  const nodes = readNodes(json.modelTopology);
  const artifacts = {
    modelTopology: json.modelTopology,
    weightSpecs: json.weights.map((weight) => ({ ...weight, shape: [...weight.shape] })),
    weightData,
    ...(json.signature === undefined ? {} : { signature: json.signature }),
  } as Parameters<typeof core.io.fromMemory>[0];
  const model = await converter.loadGraphModel(core.io.fromMemory(artifacts)).catch((thrown: unknown) => {
    throw runtimeRefusal(thrown);
  });
  const computed = computedNodes(nodes);
  const placeholders = nodes.filter((node) => KINDS.get(node.op) === 'INPUT');
  const [input, ...others] = placeholders;
  if (input === undefined || others.length > 0) {
    model.dispose();
    throw new ModelRefused(
      `This TensorFlow.js model has ${placeholders.length} inputs (${placeholders.map(({ name }) => name).join(', ')}).`,
      'Convert a model with a single input.',
    );
  }
  const [given] = model.inputs;
  const shape = input.shape ?? given?.shape ?? [];
  const around = {
    computed: new Set(computed.map(({ name }) => name)),
    weights: new Map(json.weights.map((weight) => [weight.name, weight.shape])),
    nodes: new Map(nodes.map((node) => [node.name, node])),
  };
  const operations = [input, ...computed.filter((node) => node !== input)].map((node) => operationOf(node, around));
  const outputs = model.outputs.map(({ name }) => tensorNamed(name));
  return {
    input: {
      name: input.name,
      shape: shape.slice(1).map((extent) => (extent < 0 ? null : extent)),
      dtype: TYPES[input.type ?? 'DT_FLOAT'] ?? 'float32',
      isOfTokens: operations.some(({ kind, inputs }) => kind === 'EMBEDDING' && inputs.includes(input.name)),
    },
    operations: withShortNames(operations),
    outputs,
    parameters: parametersIn(
      json.weights
        .filter(({ dtype, shape }) => dtype === 'float32' && shape.length > 0)
        .map(({ name, shape }) => ({ name, size: entriesOf(shape) })),
    ),
    run(values, tensors) {
      const found = model.execute({ [input.name]: values }, [...tensors]);
      return Array.isArray(found) ? found : [found as Tensor];
    },
    dispose: () => model.dispose(),
  };
}

/** Those whose values change with the stimulus, in the order in which they are computed. */
function computedNodes(nodes: readonly GraphNode[]): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const known = new Map<string, boolean>();
  const order: GraphNode[] = [];
  const visit = (start: GraphNode): void => {
    // Deep networks are deeper than the stack of calls.
    const path: GraphNode[] = [start];
    while (path.length > 0) {
      const node = path.at(-1) as GraphNode;
      const next = known.has(node.name)
        ? undefined
        : node.inputs
            .map((name) => byName.get(name))
            .find((each) => each && !known.has(each.name) && !path.includes(each));
      if (next !== undefined) {
        path.push(next);
        continue;
      }
      path.pop();
      if (known.has(node.name)) continue;
      const isComputed = KINDS.get(node.op) === 'INPUT' || node.inputs.some((name) => known.get(name) === true);
      known.set(node.name, isComputed);
      if (isComputed) order.push(node);
    }
  };
  for (const node of nodes) visit(node);
  return order;
}

interface Surroundings {
  readonly computed: ReadonlySet<string>;
  readonly weights: ReadonlyMap<string, readonly number[]>;
  readonly nodes: ReadonlyMap<string, GraphNode>;
}

function operationOf(node: GraphNode, { computed, weights, nodes }: Surroundings): Operation {
  const inputs = node.inputs.filter((name) => computed.has(name));
  const fixed = node.inputs
    .filter((name) => !computed.has(name))
    .map((name) => weights.get(throughIdentities(name, nodes)));
  const kernel = fixed.find((shape) => shape !== undefined && shape.length > 1);
  return {
    tensor: node.name,
    name: node.name,
    kind: kindOf(node, inputs.length),
    inputs,
    isActivated: node.fused.some((name) => FUSED_ACTIVATIONS.has(name)),
    window: windowOf(node, kernel),
    terms: termsOf(node, kernel),
  };
}

function kindOf({ op, dataFormat, name }: GraphNode, ways: number): OperationKind {
  if (dataFormat === 'NCHW') {
    throw new ModelRefused(
      `The operation ${name} of this TensorFlow.js model takes its channels first, which TensorFlow.js does not compute on a CPU.`,
      'Convert the model with channels last.',
    );
  }
  if (ARITHMETIC.has(op) && ways === 1) return 'NORMALIZATION';
  const kind = KINDS.get(op) ?? 'OTHER';
  // Products of two computed tensors are those of attention; sums and concatenations of one are none.
  if (kind === 'DENSE' && ways > 1) return 'OTHER';
  if ((kind === 'SUM' || kind === 'CONCATENATION') && ways < 2) return 'PASSING';
  return kind;
}

function windowOf({ op, strides, dilations, padding, kernel: pool }: GraphNode, kernel: readonly number[] | undefined) {
  const isPooling = op === 'MaxPool' || op === 'AvgPool';
  const extents = isPooling ? pool.slice(1, 3) : isConvolution(op, kernel) ? (kernel ?? []).slice(0, 2) : [];
  if (extents.length < 2) return null;
  return { extents, strides: strides.slice(1, 3), dilations: dilations.slice(1, 3), padding };
}

/** Kernels hold units last, but for the multiplier of channels of a depthwise one. */
function termsOf({ op }: GraphNode, kernel: readonly number[] = []): number {
  if (op.includes('MatMul')) return entriesOf(kernel.slice(0, -1));
  if (!isConvolution(op, kernel)) return 0;
  return entriesOf(kernel.slice(0, op.includes('epthwise') ? 2 : 3));
}

/** Those that enlarge are not among them. */
function isConvolution(op: string, kernel: readonly number[] | undefined): boolean {
  return kernel?.length === 4 && /conv2d/i.test(op) && op !== 'Conv2DBackpropInput';
}

function throughIdentities(name: string, nodes: ReadonlyMap<string, GraphNode>, steps = 0): string {
  const node = nodes.get(name);
  const [input] = node?.inputs ?? [];
  const goesOn = node?.op === 'Identity' && input !== undefined && steps < MOST_IDENTITIES;
  return goesOn ? throughIdentities(input, nodes, steps + 1) : name;
}

/** `name:0` is the tensor of `name`. */
function tensorNamed(name: string): string {
  return name.replace(/:0$/, '');
}

/** `model/block1/conv/Conv2D` is `block1.conv`: the operation's own word goes, and what all names begin with. */
function withShortNames(operations: readonly Operation[]): Operation[] {
  const paths = operations.map(({ tensor }) => {
    const parts = tensor.split('/');
    return parts.length > 1 ? parts.slice(0, -1) : parts;
  });
  const inner = paths.filter(
    (_, index) => operations[index]?.kind !== 'INPUT' && operations[index]?.kind !== 'PASSING',
  );
  const [first = []] = inner;
  let shared = 0;
  while (inner.every((path) => path.length > shared + 1 && path[shared] === first[shared]) && inner.length > 0)
    shared++;
  return operations.map((operation, index) => {
    const path = paths[index] ?? [];
    const isBelow = path.slice(0, shared).join('/') === first.slice(0, shared).join('/') && path.length > shared;
    return { ...operation, name: (isBelow ? path.slice(shared) : path).join('.') };
  });
}
