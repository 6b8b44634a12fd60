import type { Tensor } from '@tensorflow/tfjs-core';
import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { entriesOf } from '../onnx/extents.js';
import { ModelRefused } from '../onnx/modelRefused.js';
import { checkConnections } from './checkConnections.js';
import { checkSizes, MOST_ACTIVATIONS } from './checkSizes.js';
import { isRecord, type ModelJson } from './modelJson.js';
import { type OpenedModel, parametersIn } from './openedModel.js';
import type { Operation, OperationKind, WindowSize } from './operation.js';
import { type Runtime, runtimeRefusal } from './runtime.js';

type Layer = layers.Layer;

const KINDS: { readonly [className: string]: OperationKind } = {
  ...all('INPUT', 'InputLayer'),
  ...all('CONVOLUTION', 'Conv1D Conv2D DepthwiseConv2D SeparableConv2D Conv2DTranspose'),
  ...all('DENSE', 'Dense'),
  ...all('EMBEDDING', 'Embedding'),
  ...all('ACTIVATION', 'Activation ReLU LeakyReLU PReLU ELU ThresholdedReLU Softmax'),
  ...all('NORMALIZATION', 'BatchNormalization LayerNormalization Rescaling'),
  ...all('SUM', 'Add'),
  ...all('CONCATENATION', 'Concatenate'),
  ...all('POOLING', 'MaxPooling2D AveragePooling2D'),
  ...all('PADDING', 'ZeroPadding2D Cropping2D'),
  ...all('RESHAPING', 'Flatten Reshape Permute RepeatVector'),
  ...all(
    'PASSING',
    'Dropout SpatialDropout1D GaussianNoise GaussianDropout AlphaDropout ActivityRegularization Masking',
  ),
};

function all(kind: OperationKind, names: string): { [className: string]: OperationKind } {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/** Opens a LayersModel, as Keras and TensorFlow.js save them. @throws {ModelRefused} where the library does not read it */
export async function openLayersModel(
  { core, layers: library }: Runtime,
  json: ModelJson,
  weightData: ArrayBuffer,
): Promise<OpenedModel> {
  const { modelTopology, weights } = json;
  checkConnections(modelTopology);
  checkSizes(json);
  const artifacts = {
    modelTopology,
    weightSpecs: weights.map((weight) => ({ ...weight, shape: [...weight.shape] })),
    weightData,
  } as Parameters<typeof core.io.fromMemory>[0];
  // Weights are read anyway, so that none is drawn at random first.
  const options = { strict: true, fastWeightInit: true };
  const model = await library.loadLayersModel(core.io.fromMemory(artifacts), options).catch((thrown: unknown) => {
    throw runtimeRefusal(thrown);
  });
  const [first, ...others] = model.inputs;
  if (first === undefined || others.length > 0) {
    throw new ModelRefused(
      `This TensorFlow.js model has ${model.inputs.length} inputs (${model.inputNames.join(', ')}).`,
      'Save one with a single input.',
    );
  }
  const calls = callsOf(model.layers);
  for (const { tensor, output } of calls) {
    if (entriesOf(output.shape.map((extent) => extent ?? 1)) <= MOST_ACTIVATIONS) continue;
    throw new ModelRefused(
      `The layer ${tensor} of this TensorFlow.js model puts out [${output.shape.join(', ')}], more than ${MOST_ACTIVATIONS} values.`,
      'Save the model with a smaller input.',
    );
  }
  const operations = calls.map((call) => operationOf(call, calls));
  const symbols = new Map(calls.map(({ tensor, output }) => [tensor, output]));
  const nameOf = (symbol: SymbolicTensor) => calls.find(({ output }) => output === symbol)?.tensor ?? '';
  const input = nameOf(first);
  // Sequential models list no layer for their input.
  const all: Operation[] = operations.some(({ tensor }) => tensor === input)
    ? operations
    : [inputNamed(first.name), ...operations];
  const named = input || first.name;
  const heads = new Map<string, ReturnType<typeof library.model>>();
  return {
    input: {
      name: named,
      shape: first.shape.slice(1),
      dtype: first.dtype === 'int32' || first.dtype === 'bool' ? first.dtype : 'float32',
      isOfTokens: all.some(({ kind, inputs }) => kind === 'EMBEDDING' && inputs.includes(named)),
    },
    operations: sorted(all),
    outputs: model.outputs.map(nameOf),
    parameters: parametersIn(
      model.weights.map(({ originalName, shape }) => ({ name: originalName, size: entriesOf(shape as number[]) })),
    ),
    run(values, tensors) {
      const key = JSON.stringify(tensors);
      const outputs = tensors.map((tensor) => symbols.get(tensor) as SymbolicTensor);
      const head = heads.get(key) ?? library.model({ inputs: model.inputs, outputs });
      heads.set(key, head);
      const found = head.predict(values, { batchSize: values.shape[0] ?? 1 });
      return Array.isArray(found) ? found : [found as Tensor];
    },
    dispose: () => model.dispose(),
  };
}

/** One use of a layer: a layer that is used twice has two. */
interface Call {
  readonly layer: Layer;
  readonly tensor: string;
  readonly inputs: readonly SymbolicTensor[];
  readonly output: SymbolicTensor;
}

function callsOf(all: readonly Layer[]): Call[] {
  return all.flatMap((layer) =>
    layer.inboundNodes.flatMap((node, index) => {
      const [output] = node.outputTensors;
      if (output === undefined) return [];
      const tensor = index === 0 ? layer.name : `${layer.name}#${index}`;
      return [{ layer, tensor, inputs: node.inputTensors, output }];
    }),
  );
}

function operationOf({ layer, tensor, inputs, output }: Call, calls: readonly Call[]): Operation {
  const config = layer.getConfig();
  const className = layer.getClassName();
  if (config.dataFormat === 'channelsFirst') {
    throw new ModelRefused(
      `The layer ${layer.name} of this TensorFlow.js model takes its channels first, which TensorFlow.js does not compute on a CPU.`,
      'Save the model with channels last.',
    );
  }
  const isInput = className === 'InputLayer';
  const shapes = inputs.map(({ shape }) => shape);
  return {
    tensor,
    name: tensor.replaceAll('/', '.'),
    kind: kindOf(className, config, shapes, output),
    inputs: isInput ? [] : inputs.map((symbol) => calls.find((call) => call.output === symbol)?.tensor ?? symbol.name),
    isActivated: KINDS[className] !== 'ACTIVATION' && isActivation(config.activation),
    window: windowOf(className, config),
    terms: termsOf(className, layer),
  };
}

function kindOf(
  className: string,
  config: { readonly [key: string]: unknown },
  shapes: readonly (readonly (number | null)[])[],
  output: SymbolicTensor,
): OperationKind {
  const kind = KINDS[className] ?? 'OTHER';
  if (kind === 'SUM') return new Set(shapes.map((shape) => shape.join(' x '))).size === 1 ? 'SUM' : 'OTHER';
  if (kind !== 'CONCATENATION') return kind;
  const axis = Number(config.axis);
  return axis === -1 || axis === output.shape.length - 1 ? kind : 'OTHER';
}

/** `linear` is none. The library gives its name, or a configuration that holds it. */
function isActivation(activation: unknown): boolean {
  const name = isRecord(activation) ? activation.className : activation;
  return typeof name === 'string' && name !== 'linear';
}

function windowOf(className: string, config: { readonly [key: string]: unknown }): WindowSize | null {
  const pair = (value: unknown): number[] =>
    Array.isArray(value) ? value.map(Number) : [Number(value), Number(value)];
  if (className === 'ZeroPadding2D' || className === 'Cropping2D') {
    const sign = className === 'Cropping2D' ? -1 : 1;
    const sides = (config.padding ?? config.cropping) as readonly (readonly number[] | number)[];
    const before = sides.map((side) => sign * (typeof side === 'number' ? side : (side[0] ?? 0)));
    return { extents: [1, 1], strides: [1, 1], dilations: [1, 1], padding: before };
  }
  const extents = config.kernelSize ?? config.poolSize;
  if (extents == null || className === 'Conv2DTranspose') return null;
  return {
    extents: pair(extents),
    strides: pair(config.strides ?? extents),
    dilations: pair(config.dilationRate ?? 1),
    padding: config.padding === 'same' ? 'SAME' : 'VALID',
  };
}

/** Kernels hold units last, but for the multiplier of channels of a depthwise one. */
function termsOf(className: string, layer: Layer): number {
  const kernels = layer.weights.filter(({ originalName }) => /kernel/.test(originalName)).map(({ shape }) => shape);
  const perUnit = (shape: readonly (number | null)[] = []): number => entriesOf(shape.slice(0, -1).map(Number));
  switch (className) {
    case 'Dense':
    case 'Conv1D':
    case 'Conv2D':
      return perUnit(kernels[0]);
    case 'DepthwiseConv2D':
      return entriesOf((kernels[0] ?? []).slice(0, 2).map(Number));
    case 'SeparableConv2D':
      return perUnit(kernels[1]) + entriesOf((kernels[0] ?? []).slice(0, 2).map(Number));
    default:
      return 0;
  }
}

function inputNamed(name: string): Operation {
  return { tensor: name, name, kind: 'INPUT', inputs: [], isActivated: false, window: null, terms: 0 };
}

/** Inputs before what reads them. */
function sorted(operations: readonly Operation[]): Operation[] {
  const done = new Set<string>();
  const order: Operation[] = [];
  const byTensor = new Map(operations.map((operation) => [operation.tensor, operation]));
  const visit = (operation: Operation): void => {
    if (done.has(operation.tensor)) return;
    done.add(operation.tensor);
    for (const input of operation.inputs) {
      const before = byTensor.get(input);
      if (before !== undefined) visit(before);
    }
    order.push(operation);
  };
  for (const operation of operations) visit(operation);
  return order.sort((a, b) => Number(b.kind === 'INPUT') - Number(a.kind === 'INPUT'));
}
