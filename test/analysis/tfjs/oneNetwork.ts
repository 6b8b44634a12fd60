import { createRequire } from 'node:module';
import type { ExternalFile, ModelParts } from '@unitgraph/analysis';
import { RandomSource } from '@unitgraph/analysis';
import { writeModel } from '../onnx/writeModel.js';

/** A convolution, a residual block with normalisation, a convolution with a stride, two dense operations: one set of weights. */
export const SHAPE = [3, 9, 8] as const;
const [CHANNELS, HEIGHT, WIDTH] = SHAPE;
const EPSILON = 1e-3;

interface Weight {
  /** As TensorFlow has it. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}
export type Weights = { readonly [name: string]: Weight };

export function drawWeights(seed: number): Weights {
  const random = new RandomSource(seed);
  const draw = (shape: readonly number[], positive = false): Weight => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const scale = shape.length > 1 ? 1 / Math.sqrt(size / (shape.at(-1) ?? 1)) : 0.3;
    const values = Float32Array.from({ length: size }, () => scale * random.normal());
    return { shape, values: positive ? values.map((value) => 0.5 + Math.abs(value)) : values };
  };
  return {
    'conv1/kernel': draw([3, 3, CHANNELS, 6]),
    'conv1/bias': draw([6]),
    'conv2/kernel': draw([3, 3, 6, 6]),
    'conv2/bias': draw([6]),
    'norm/gamma': draw([6], true),
    'norm/beta': draw([6]),
    'norm/moving_mean': draw([6]),
    'norm/moving_variance': draw([6], true),
    'conv3/kernel': draw([3, 3, 6, 5]),
    'conv3/bias': draw([5]),
    'fc1/kernel': draw([2 * 2 * 5, 7]),
    'fc1/bias': draw([7]),
    'fc2/kernel': draw([7, 4]),
    'fc2/bias': draw([4]),
  };
}

const of = (weights: Weights, name: string): Weight => weights[name] as Weight;

/** The network as an ONNX file: channels first, kernels units x channels x height x width. */
export function asOnnx(weights: Weights): Uint8Array {
  const turned = (name: string) => {
    const { shape, values } = of(weights, name);
    const [rows = 1, columns = 1, inner = 1, units = 1] = shape;
    const kernel = new Array<number>(values.length);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let channel = 0; channel < inner; channel++)
          for (let unit = 0; unit < units; unit++)
            kernel[((unit * inner + channel) * rows + row) * columns + column] = values[
              ((row * columns + column) * inner + channel) * units + unit
            ] as number;
    return { dims: [units, inner, rows, columns], values: kernel };
  };
  const plain = (name: string) => ({ dims: [...of(weights, name).shape], values: [...of(weights, name).values] });
  // Flattened, channels come first here and last there.
  const { values: dense } = of(weights, 'fc1/kernel');
  const rows = Array.from({ length: 20 }, (_, row) => {
    const [channel, position] = [Math.floor(row / 4), row % 4];
    const from = (position * 5 + channel) * 7;
    return [...dense.subarray(from, from + 7)];
  });
  return writeModel({
    inputs: { image: ['batch', ...SHAPE] },
    weights: {
      ...{ k1: turned('conv1/kernel'), k2: turned('conv2/kernel'), k3: turned('conv3/kernel') },
      ...{ b1: plain('conv1/bias'), b2: plain('conv2/bias'), b3: plain('conv3/bias') },
      ...{ gamma: plain('norm/gamma'), beta: plain('norm/beta') },
      ...{ mean: plain('norm/moving_mean'), variance: plain('norm/moving_variance') },
      ...{ w1: { dims: [20, 7], values: rows.flat() }, w2: plain('fc2/kernel') },
      ...{ c1: plain('fc1/bias'), c2: plain('fc2/bias') },
    },
    nodes: [
      conv('conv1', ['image', 'k1', 'b1'], 'a', [1, 1, 1, 1]),
      { op: 'Relu', inputs: ['a'], outputs: ['b'] },
      { op: 'MaxPool', inputs: ['b'], outputs: ['c'], attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
      conv('conv2', ['c', 'k2', 'b2'], 'd', [1, 1, 1, 1]),
      {
        op: 'BatchNormalization',
        inputs: ['d', 'gamma', 'beta', 'mean', 'variance'],
        outputs: ['e'],
        attributes: { epsilon: { float: EPSILON } },
      },
      { op: 'Add', inputs: ['c', 'e'], outputs: ['f'], name: '/add/Add' },
      { op: 'Relu', inputs: ['f'], outputs: ['g'] },
      conv('conv3', ['g', 'k3', 'b3'], 'h', [0, 0, 1, 1], [2, 2]),
      { op: 'Relu', inputs: ['h'], outputs: ['i'] },
      { op: 'Flatten', inputs: ['i'], outputs: ['j'] },
      { op: 'Gemm', inputs: ['j', 'w1', 'c1'], outputs: ['k'], name: '/fc1/Gemm' },
      { op: 'Relu', inputs: ['k'], outputs: ['l'] },
      { op: 'Gemm', inputs: ['l', 'w2', 'c2'], outputs: ['y'], name: '/fc2/Gemm' },
    ],
    outputs: ['y'],
  });
}

function conv(name: string, inputs: string[], output: string, pads: number[], strides = [1, 1]) {
  return { op: 'Conv', inputs, outputs: [output], name: `/${name}/Conv`, attributes: { pads, strides } };
}

/** The network as TensorFlow.js's own library saves it. */
export async function asLayersModel(weights: Weights): Promise<ModelParts> {
  const require = createRequire(new URL('../../../packages/analysis/dist/index.js', import.meta.url));
  const core = require('@tensorflow/tfjs-core') as typeof import('@tensorflow/tfjs-core');
  const {
    input,
    layers,
    model: modelOf,
  } = require('@tensorflow/tfjs-layers') as typeof import('@tensorflow/tfjs-layers');
  require('@tensorflow/tfjs-backend-cpu');
  const before = core.engine().backendName;
  await core.setBackend('cpu');
  const image = input({ shape: [HEIGHT, WIDTH, CHANNELS], name: 'image' });
  const convolution = (name: string, filters: number, more = {}) =>
    layers.conv2d({ name, filters, kernelSize: 3, padding: 'same', ...more });
  const pool = layers
    .maxPooling2d({ name: 'pool', poolSize: 2 })
    .apply(convolution('conv1', 6, { activation: 'relu' }).apply(image));
  const norm = layers.batchNormalization({ name: 'norm', epsilon: EPSILON }).apply(convolution('conv2', 6).apply(pool));
  type Symbol = Parameters<typeof modelOf>[0]['inputs'];
  const sum = layers.add({ name: 'add' }).apply([pool, norm] as never);
  const third = layers
    .reLU({ name: 'relu3' })
    .apply(
      convolution('conv3', 5, { strides: 2 }).apply(layers.activation({ name: 'out', activation: 'relu' }).apply(sum)),
    );
  const dense = layers
    .dense({ name: 'fc1', units: 7, activation: 'relu' })
    .apply(layers.flatten({ name: 'flat' }).apply(third));
  const model = modelOf({ inputs: image, outputs: layers.dense({ name: 'fc2', units: 4 }).apply(dense) as Symbol });
  for (const layer of model.layers) {
    const own = layer.weights.map(({ originalName }) => {
      const { shape, values } = of(weights, originalName);
      return core.tensor(values, [...shape]);
    });
    if (own.length > 0) layer.setWeights(own);
  }
  let parts: ModelParts | undefined;
  await model.save({
    async save({ modelTopology, weightSpecs, weightData, format, generatedBy }) {
      const bytes = new Uint8Array(weightData as ArrayBuffer);
      parts = partsOf(
        { format, generatedBy, modelTopology, weightsManifest: manifest(weightSpecs as object[], bytes.length) },
        bytes,
      );
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    },
  });
  model.dispose();
  if (before !== undefined && before !== 'cpu') await core.setBackend(before);
  return parts as ModelParts;
}

/** The network as tensorflowjs_converter writes it: nodes of a frozen graph, activation functions fused in places. */
export function asGraphModel(weights: Weights): ModelParts {
  const names = Object.keys(weights);
  const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
  const list = (...values: number[]) => ({ list: { i: values.map(String) } });
  const float = { T: { type: 'DT_FLOAT' } };
  const window = (stride: number) => ({
    ...float,
    strides: list(1, stride, stride, 1),
    dilations: list(1, 1, 1, 1),
    padding: text('SAME'),
    data_format: text('NHWC'),
  });
  const fused = (...operations: string[]) => ({
    fused_ops: { list: { s: operations.map((name) => Buffer.from(name).toString('base64')) } },
    num_args: { i: '1' },
    epsilon: { f: 0 },
  });
  const node = (name: string, op: string, input: string[], attr: object) => ({ name, op, input, attr });
  const weight = (name: string) => `net/${name}`;
  const shape = { dim: [{ size: '-1' }, ...[HEIGHT, WIDTH, CHANNELS].map((extent) => ({ size: String(extent) }))] };
  const nodes = [
    node('image', 'Placeholder', [], { dtype: { type: 'DT_FLOAT' }, shape: { shape } }),
    ...names.map((name) => node(weight(name), 'Const', [], { dtype: { type: 'DT_FLOAT' } })),
    node('net/flat/shape', 'Const', [], { dtype: { type: 'DT_INT32' } }),
    node('net/conv1/Relu', '_FusedConv2D', ['image', weight('conv1/kernel'), weight('conv1/bias')], {
      ...window(1),
      ...fused('BiasAdd', 'Relu'),
    }),
    node('net/pool/MaxPool', 'MaxPool', ['net/conv1/Relu'], {
      ...{ ...window(2), padding: text('VALID') },
      ksize: list(1, 2, 2, 1),
    }),
    node('net/conv2/Conv2D', 'Conv2D', ['net/pool/MaxPool', weight('conv2/kernel')], window(1)),
    node('net/conv2/BiasAdd', 'BiasAdd', ['net/conv2/Conv2D', weight('conv2/bias')], {
      ...float,
      data_format: text('NHWC'),
    }),
    node(
      'net/norm/FusedBatchNormV3',
      'FusedBatchNormV3',
      [
        'net/conv2/BiasAdd',
        ...['gamma', 'beta', 'moving_mean', 'moving_variance'].map((part) => weight(`norm/${part}`)),
      ],
      { ...float, epsilon: { f: EPSILON }, data_format: text('NHWC'), is_training: { b: false } },
    ),
    node('net/add/AddV2', 'AddV2', ['net/pool/MaxPool', 'net/norm/FusedBatchNormV3'], float),
    node('net/out/Relu', 'Relu', ['net/add/AddV2'], float),
    node('net/conv3/Conv2D', 'Conv2D', ['net/out/Relu', weight('conv3/kernel')], window(2)),
    node('net/conv3/BiasAdd', 'BiasAdd', ['net/conv3/Conv2D', weight('conv3/bias')], {
      ...float,
      data_format: text('NHWC'),
    }),
    node('net/conv3/Relu', 'Relu', ['net/conv3/BiasAdd'], float),
    node('net/flat/Reshape', 'Reshape', ['net/conv3/Relu', 'net/flat/shape'], float),
    node('net/fc1/MatMul', 'MatMul', ['net/flat/Reshape', weight('fc1/kernel')], {
      ...float,
      transpose_a: { b: false },
    }),
    node('net/fc1/BiasAdd', 'BiasAdd', ['net/fc1/MatMul', weight('fc1/bias')], { ...float, data_format: text('NHWC') }),
    node('net/fc1/Relu', 'Relu', ['net/fc1/BiasAdd'], float),
    node('net/fc2/MatMul', 'MatMul', ['net/fc1/Relu', weight('fc2/kernel')], float),
    node('net/fc2/BiasAdd', 'BiasAdd', ['net/fc2/MatMul', weight('fc2/bias')], { ...float, data_format: text('NHWC') }),
  ];
  const specs = [
    ...names.map((name) => ({ name: weight(name), shape: of(weights, name).shape, dtype: 'float32' })),
    { name: 'net/flat/shape', shape: [2], dtype: 'int32' },
  ];
  const files = [
    ...names.map((name) => Buffer.from(of(weights, name).values.slice().buffer)),
    Buffer.from(Int32Array.of(-1, 20).buffer),
  ];
  const bytes = new Uint8Array(Buffer.concat(files));
  const json = {
    format: 'graph-model',
    generatedBy: '2.15.0',
    convertedBy: 'TensorFlow.js Converter v4.22.0',
    modelTopology: { node: nodes, versions: { producer: 1482 }, library: {} },
    weightsManifest: manifest(specs, bytes.length),
  };
  return partsOf(json, bytes);
}

/** In two files, cut where no weight begins. */
function manifest(weights: object[], bytes: number) {
  return [
    { paths: bytes > 100 ? ['group1-shard1of2.bin', 'group1-shard2of2.bin'] : ['group1-shard1of1.bin'], weights },
  ];
}

export function partsOf(json: object, bytes: Uint8Array): ModelParts {
  const cut = bytes.length > 100 ? 101 : bytes.length;
  const pieces = [bytes.slice(0, cut), bytes.slice(cut)].filter(({ length }) => length > 0);
  const external = new Map<string, ExternalFile>(
    pieces.map((piece, index) => [
      `group1-shard${index + 1}of${pieces.length}.bin`,
      { bytes: piece.length, read: async () => piece },
    ]),
  );
  return { bytes: new TextEncoder().encode(JSON.stringify(json)), external };
}
