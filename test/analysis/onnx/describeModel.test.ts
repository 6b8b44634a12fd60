import { describeModel } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { ALEXNETS, exampleNetwork, RESNETS } from './networks.js';

describe('the example networks', () => {
  it.each(ALEXNETS)('%s has the layers of its architecture', async (slug) => {
    const { input, layers, parameters, opset, producer } = await describeModel(exampleNetwork(slug));
    expect(input).toEqual({ name: 'image', kind: 'IMAGE', shape: [1, 8, 8], elementType: 'float32', filled: [] });
    expect(layers.map(({ name, kind, units, positions }) => [name, kind, units, positions])).toEqual([
      ['conv1', 'CONVOLUTION', 32, [8, 8]],
      ['conv2', 'CONVOLUTION', 64, [8, 8]],
      ['conv3', 'CONVOLUTION', 96, [4, 4]],
      ['conv4', 'CONVOLUTION', 96, [4, 4]],
      ['conv5', 'CONVOLUTION', 64, [4, 4]],
      ['fc6', 'DENSE', 128, []],
      ['fc7', 'DENSE', 64, []],
      ['fc8', 'OUTPUT', 10, []],
    ]);
    expect(layers.map(({ tensor }) => tensor)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((index) => `/relu${index}/Relu_output_0`),
      'logits',
    ]);
    // 9 x units in x units out + units out of each convolution, and so on.
    expect(parameters).toBe(320 + 18_496 + 55_392 + 83_040 + 55_360 + 32_896 + 8_256 + 650);
    expect(opset).toBe(13);
    expect(producer).toContain('pytorch');
  });

  it('alexnet-1 has receptive fields that grow by kernel and pooling', async () => {
    const { layers } = await describeModel(exampleNetwork('alexnet-1'));
    expect(layers.map(({ receptiveField }) => receptiveField)).toEqual([
      { size: [3, 3], stride: [1, 1], start: [-1, -1] },
      { size: [5, 5], stride: [1, 1], start: [-2, -2] },
      { size: [10, 10], stride: [2, 2], start: [-4, -4] },
      { size: [14, 14], stride: [2, 2], start: [-6, -6] },
      { size: [18, 18], stride: [2, 2], start: [-8, -8] },
      null,
      null,
      null,
    ]);
  });

  it('alexnet-1 takes the operations of all layers before', async () => {
    const { layers } = await describeModel(exampleNetwork('alexnet-1'));
    const each = [
      2 * 64 * 32 * 9,
      2 * 64 * 64 * 32 * 9,
      2 * 16 * 96 * 64 * 9,
      2 * 16 * 96 * 96 * 9,
      2 * 16 * 64 * 96 * 9,
      2 * 256 * 128,
      2 * 128 * 64,
      2 * 64 * 10,
    ];
    let sum = 0;
    expect(layers.map(({ flops }) => flops)).toEqual(each.map((flops) => (sum += flops)));
  });

  it.each(RESNETS)('%s has the sums of its blocks, and what is inside them', async (slug) => {
    const { layers } = await describeModel(exampleNetwork(slug));
    const blocks = [1, 2, 3].flatMap((stage) => [1, 2].map((block) => `stage${stage}.block${block}`));
    expect(layers.map(({ name, kind }) => [name, kind])).toEqual([
      ['stem.conv', 'CONVOLUTION'],
      ...blocks.flatMap((block) => [
        [`${block}.conv1`, 'CONVOLUTION'],
        [block, 'RESIDUAL'],
      ]),
      ['dense', 'OUTPUT'],
    ]);
    expect(layers.map(({ positions }) => positions[0])).toEqual([8, 8, 8, 8, 8, 4, 4, 4, 4, 2, 2, 2, 2, undefined]);
    // Block by block two kernels of 3: the sum sees what the longer of its two ways sees.
    expect(layers.map(({ receptiveField }) => receptiveField?.size[0])).toEqual([
      3,
      5,
      7,
      9,
      11,
      13,
      17,
      21,
      25,
      29,
      37,
      45,
      53,
      undefined,
    ]);
    expect(new Set(layers.map(({ tensor }) => tensor)).size).toBe(layers.length);
  });
});
