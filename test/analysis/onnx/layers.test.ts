import { describeModel } from '@unitgraph/analysis';
import { expect, it } from 'vitest';
import { type NodeOf, randomWeights, type WeightOf, writeModel } from './writeModel.js';

const image = { image: ['batch', 2, 6, 6] };

async function layersOf(
  nodes: readonly NodeOf[],
  outputs: readonly string[],
  weights: { readonly [name: string]: WeightOf } = {},
  inputs: { readonly [name: string]: readonly (number | string)[] } = image,
  opset = 14,
): Promise<string[]> {
  const { layers } = await describeModel(writeModel({ nodes, outputs, weights, inputs, opset }));
  return layers.map(({ name, kind, tensor }) => `${name} ${kind} ${tensor}`);
}

/** A convolution of 2 to 2 units that keeps height and width. */
const convolution = (input: string, output: string, name = ''): NodeOf => ({
  op: 'Conv',
  name,
  inputs: [input, 'w'],
  outputs: [output],
  attributes: { pads: [1, 1, 1, 1] },
});
const w = randomWeights([2, 2, 3, 3]);
const scalar = (value: number): WeightOf => ({ dims: [], values: [value] });

it.each([
  ['Relu', 13],
  ['LeakyRelu', 13],
  ['Sigmoid', 13],
  ['Tanh', 13],
  ['Elu', 13],
  ['Selu', 13],
  ['Softplus', 13],
  ['Clip', 13],
  ['HardSwish', 14],
  ['Mish', 18],
  ['Gelu', 20],
])('takes the tensor after %s', async (op, opset) => {
  const nodes = [
    convolution('image', 'a', '/conv1/Conv'),
    { op, inputs: ['a'], outputs: ['b'] },
    convolution('b', 'c', '/conv2/Conv'),
  ];
  expect(await layersOf(nodes, ['c'], { w }, image, opset)).toEqual(['conv1 CONVOLUTION b', 'conv2 OUTPUT c']);
});

it('follows normalisation, bias and pooling to the activation function', async () => {
  const four = { dims: [2], values: [1, 1] };
  const nodes: NodeOf[] = [
    convolution('image', 'a', '/features/features.0/Conv'),
    { op: 'BatchNormalization', inputs: ['a', 'one', 'one', 'one', 'one'], outputs: ['b'] },
    { op: 'MaxPool', inputs: ['b'], outputs: ['c'], attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
    { op: 'Relu', inputs: ['c'], outputs: ['d'] },
    { op: 'Flatten', inputs: ['d'], outputs: ['e'] },
    { op: 'MatMul', inputs: ['e', 'fc.weight'], outputs: ['f'], name: 'MatMul_7' },
    { op: 'Add', inputs: ['fc.bias', 'f'], outputs: ['g'] },
    { op: 'Tanh', inputs: ['g'], outputs: ['h'] },
    { op: 'Gemm', inputs: ['h', 'head.weight'], outputs: ['i'], name: '/Gemm' },
    { op: 'Softmax', inputs: ['i'], outputs: ['j'], attributes: { axis: 1 } },
  ];
  const weights = {
    w,
    one: four,
    'fc.weight': randomWeights([18, 4]),
    'fc.bias': randomWeights([4]),
    'head.weight': randomWeights([4, 3]),
  };
  expect(await layersOf(nodes, ['j'], weights)).toEqual(['features.0 CONVOLUTION d', 'fc DENSE h', 'head OUTPUT j']);
});

it('recognises activation functions that are written as products with their own gate', async () => {
  const nodes: NodeOf[] = [
    convolution('image', 'a', '/swish/Conv'),
    { op: 'Sigmoid', inputs: ['a'], outputs: ['b'] },
    { op: 'Mul', inputs: ['a', 'b'], outputs: ['c'] },
    convolution('c', 'd', '/gelu/Conv'),
    { op: 'Div', inputs: ['d', 'root'], outputs: ['e'] },
    { op: 'Erf', inputs: ['e'], outputs: ['f'] },
    { op: 'Add', inputs: ['f', 'one'], outputs: ['g'] },
    { op: 'Mul', inputs: ['d', 'g'], outputs: ['h'] },
    { op: 'Mul', inputs: ['h', 'half'], outputs: ['i'] },
    convolution('i', 'j', '/mish/Conv'),
    { op: 'Softplus', inputs: ['j'], outputs: ['k'] },
    { op: 'Tanh', inputs: ['k'], outputs: ['l'] },
    { op: 'Mul', inputs: ['l', 'j'], outputs: ['m'] },
    convolution('m', 'n', '/last/Conv'),
  ];
  const weights = { w, root: scalar(Math.SQRT2), one: scalar(1), half: scalar(0.5) };
  expect(await layersOf(nodes, ['n'], weights)).toEqual([
    'swish CONVOLUTION c',
    'gelu CONVOLUTION i',
    'mish CONVOLUTION m',
    'last OUTPUT n',
  ]);
});

it('takes sums for layers, and not what goes into them as it is', async () => {
  const nodes: NodeOf[] = [
    convolution('image', 'a', 'Conv_0'),
    { op: 'Relu', inputs: ['a'], outputs: ['b'] },
    convolution('b', 'c', '/block1/conv/Conv'),
    { op: 'Add', inputs: ['c', 'b'], outputs: ['d'], name: '/block1/Add' },
    { op: 'Relu', inputs: ['d'], outputs: ['e'] },
    // Pre-activation: the sum is read by the next sum as well, so that the sum itself is the layer.
    { ...convolution('e', 'f'), inputs: ['e', 'block2.conv2.weight'] },
    { op: 'Add', inputs: ['e', 'f'], outputs: ['g'], name: 'Add_5' },
    { op: 'Relu', inputs: ['g'], outputs: ['h'] },
    { ...convolution('h', 'i'), inputs: ['h', 'block3.conv2.weight'] },
    { op: 'Add', inputs: ['g', 'i'], outputs: ['j'], name: 'Add_8' },
  ];
  expect(await layersOf(nodes, ['j'], { w, 'block2.conv2.weight': w, 'block3.conv2.weight': w })).toEqual([
    'Conv_0 CONVOLUTION b',
    'block1 RESIDUAL e',
    'block2 RESIDUAL g',
    'block3 OUTPUT j',
  ]);
});

it('names layers after their weights where the exporter numbers its operations', async () => {
  const nodes: NodeOf[] = [
    { ...convolution('image', 'a', 'node_conv2d'), inputs: ['image', 'layer1.0.conv1.weight'] },
    { op: 'Relu', inputs: ['a'], outputs: ['b'], name: 'node_relu' },
    { ...convolution('b', 'c', 'node_conv2d_1'), inputs: ['b', 'layer1.0.conv2.weight'] },
    { ...convolution('image', 'd', 'node_conv2d_2'), inputs: ['image', 'layer1.0.downsample.0.weight'] },
    { op: 'Add', inputs: ['c', 'd'], outputs: ['e'], name: 'node_add_3' },
    { op: 'Relu', inputs: ['e'], outputs: ['f'], name: 'node_relu_1' },
    { op: 'Add', inputs: ['f', 'b'], outputs: ['g'], name: 'node_add_4' },
  ];
  const names = ['layer1.0.conv1', 'layer1.0.conv2', 'layer1.0.downsample.0'];
  expect(await layersOf(nodes, ['g'], Object.fromEntries(names.map((name) => [`${name}.weight`, w])))).toEqual([
    'layer1.0.conv1 CONVOLUTION b',
    'layer1.0 RESIDUAL f',
    'add_4 OUTPUT g',
  ]);
});

it('keeps a layer without an activation function, and one whose tensor others read as well', async () => {
  const nodes: NodeOf[] = [
    convolution('image', 'a', 'linear'),
    convolution('a', 'b', '/branching/Conv'),
    { op: 'Relu', inputs: ['b'], outputs: ['c'] },
    { op: 'Concat', inputs: ['b', 'c'], outputs: ['d'], attributes: { axis: 1 } },
  ];
  expect(await layersOf(nodes, ['d'], { w })).toEqual([
    'linear CONVOLUTION a',
    'branching CONVOLUTION b',
    'd OUTPUT d',
  ]);
});

it('gives each layer a name of its own, and each tensor once', async () => {
  const nodes: NodeOf[] = [
    convolution('image', 'a', '/shared/Conv'),
    convolution('a', 'b', '/shared/Conv_1'),
    convolution('b', 'c', '/shared/Conv_2'),
    { op: 'Identity', inputs: ['c'], outputs: ['d'] },
  ];
  expect(await layersOf(nodes, ['d', 'a'], { w })).toEqual([
    'shared CONVOLUTION a',
    'shared_2 CONVOLUTION b',
    'shared_3 OUTPUT d',
  ]);
});

it('takes weights that are listed among the inputs, or written as operations, for weights', async () => {
  const nodes: NodeOf[] = [
    { op: 'ConstantOfShape', inputs: ['shape'], outputs: ['ones'] },
    { op: 'MatMul', inputs: ['x', 'ones'], outputs: ['a'], name: '/fc1/MatMul' },
    { op: 'Relu', inputs: ['a'], outputs: ['b'] },
    { op: 'MatMul', inputs: ['b', 'fc2.weight'], outputs: ['c'] },
  ];
  const bytes = writeModel({
    nodes,
    outputs: ['c'],
    weights: { shape: { dims: [2], values: [3, 4], type: 'int64' }, 'fc2.weight': randomWeights([4, 2]) },
    inputs: { x: [1, 3], 'fc2.weight': [4, 2] },
  });
  const { layers, parameters } = await describeModel(bytes);
  expect(layers.map(({ name, kind, units }) => [name, kind, units])).toEqual([
    ['fc1', 'DENSE', 4],
    ['fc2', 'OUTPUT', 2],
  ]);
  expect(parameters).toBe(8);
});
