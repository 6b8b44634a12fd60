import { describeModel, type LayerDescription, openForwardRun } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { exampleNetwork } from './networks.js';
import { type ModelOf, type NodeOf, randomNumbers, randomWeights, type WeightOf, writeModel } from './writeModel.js';

/** Boxes, begin and end for height and width, of the pixels that change each position of a layer; keyed by position. */
async function sensitivePixels(bytes: Uint8Array): Promise<Map<LayerDescription, Map<string, [number, number][]>>> {
  const { input, layers } = await describeModel(bytes);
  const [channels = 0, height = 0, width = 0] = input.shape;
  const spatial = layers.filter(({ positions }) => positions.length === 2);
  const run = await openForwardRun(
    bytes,
    spatial.map(({ tensor }) => tensor),
  );
  const pixels = height * width;
  const base = randomNumbers(channels * pixels, 7);
  // The stimulus as it is, then once for each pixel with that pixel changed in all channels.
  const stimuli = new Float32Array((pixels + 1) * base.length);
  for (let stimulus = 0; stimulus <= pixels; stimulus++) {
    stimuli.set(base, stimulus * base.length);
    for (let channel = 0; channel < channels && stimulus > 0; channel++) {
      const index = stimulus * base.length + channel * pixels + stimulus - 1;
      stimuli[index] = (stimuli[index] ?? 0) + 3;
    }
  }
  const outcome = await run.run(stimuli, pixels + 1);
  await run.dispose();
  const found = new Map<LayerDescription, Map<string, [number, number][]>>();
  for (const layer of spatial) {
    const { data } = outcome.get(layer.tensor) ?? { data: new Float32Array() };
    const [rows = 0, columns = 0] = layer.positions;
    const size = layer.units * rows * columns;
    const boxes = new Map<string, [number, number][]>();
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let index = 0; index < size; index++) {
        if (Object.is(data[(pixel + 1) * size + index], data[index])) continue;
        const position = `${Math.floor(index / columns) % rows},${index % columns}`;
        const touched = [Math.floor(pixel / width), pixel % width];
        const box = boxes.get(position) ?? touched.map((at): [number, number] => [at, at + 1]);
        boxes.set(
          position,
          box.map(([begin, end], axis) => [
            Math.min(begin, touched[axis] ?? 0),
            Math.max(end, (touched[axis] ?? 0) + 1),
          ]),
        );
      }
    }
    found.set(layer, boxes);
  }
  return found;
}

type Box = readonly (readonly [number, number])[];

/** The field of a position, as far as it reaches. */
function boxOf({ receptiveField }: LayerDescription, position: string): Box {
  const { size = [], stride = [], start = [] } = receptiveField ?? {};
  return position.split(',').map((index, axis) => {
    const begin = (start[axis] ?? Number.NaN) + Number(index) * (stride[axis] ?? Number.NaN);
    return [begin, begin + (size[axis] ?? Number.NaN)] as const;
  });
}

/** Whether one box lies in another. */
function isInside(inner: Box, outer: Box): boolean {
  return inner.every(([begin, end], axis) => {
    const [from, to] = outer[axis] ?? [Number.NaN, Number.NaN];
    return begin >= from && end <= to;
  });
}

async function expectContained(bytes: Uint8Array): Promise<void> {
  for (const [layer, boxes] of await sensitivePixels(bytes)) {
    expect(layer.receptiveField, layer.name).not.toBeNull();
    expect(boxes.size, layer.name).toBeGreaterThan(0);
    for (const [position, box] of boxes) {
      const field = boxOf(layer, position);
      expect(isInside(box, field), `${layer.name} at ${position}: ${box.join(' ')} in ${field.join(' ')}`).toBe(true);
    }
  }
}

/**
 * Besides: every position is changed by the outermost pixels of its field. Where fields reach into the padding, it may
 * be that of their pixels only some are in a hole of a dilated kernel, so that these are not asked.
 */
async function expectExact(bytes: Uint8Array): Promise<void> {
  await expectContained(bytes);
  const { input } = await describeModel(bytes);
  const whole = input.shape.slice(1).map((extent) => [0, extent] as const);
  for (const [layer, boxes] of await sensitivePixels(bytes)) {
    expect(boxes.size, layer.name).toBe((layer.positions[0] ?? 0) * (layer.positions[1] ?? 0));
    const uncut = [...boxes].filter(([position]) => isInside(boxOf(layer, position), whole));
    expect(uncut.length, layer.name).toBeGreaterThan(0);
    for (const [position, box] of uncut) expect(box, `${layer.name} at ${position}`).toEqual(boxOf(layer, position));
  }
}

describe.each(['alexnet-1', 'resnet-1'] as const)('%s', (slug) => {
  it('changes at positions alone whose fields hold the pixel', () => expectContained(exampleNetwork(slug)));
});

type Parts = Pick<ModelOf, 'nodes' | 'outputs'> & { readonly weights?: ModelOf['weights']; readonly opset?: number };
const w = randomWeights([3, 2, 3, 3]);
const small = randomWeights([2, 3, 2, 2], 5);
const integers = (...values: number[]): WeightOf => ({ dims: [values.length], values, type: 'int64' });
const scales = (...values: number[]): WeightOf => ({ dims: [values.length], values });
const model = ({ nodes, outputs, weights, opset = 13 }: Parts): Uint8Array =>
  writeModel({ nodes, outputs, weights: { w, small, ...weights }, inputs: { image: ['batch', 2, 11, 13] }, opset });
const conv = (input: string, output: string, attributes: NodeOf['attributes'] = {}, weight = 'w'): NodeOf => ({
  op: 'Conv',
  name: `/${output}/Conv`,
  inputs: [input, weight],
  outputs: [output],
  attributes,
});
const op = (
  name: string,
  inputs: readonly string[],
  output: string,
  attributes: NodeOf['attributes'] = {},
): NodeOf => ({
  op: name,
  inputs,
  outputs: [output],
  attributes,
});

describe('fields are exactly the pixels that matter', () => {
  const cases: { readonly [title: string]: Parts } = {
    'stride, dilation and paddings that differ by side': {
      nodes: [
        conv('image', 'a', { strides: [2, 3], dilations: [1, 2], pads: [2, 0, 1, 3] }),
        conv('a', 'b', { pads: [0, 1, 1, 0] }, 'small'),
      ],
      outputs: ['b'],
    },
    'padding like SAME_UPPER': {
      nodes: [
        conv('image', 'a', { auto_pad: 'SAME_UPPER', strides: [2, 2] }),
        conv('a', 'b', { auto_pad: 'SAME_UPPER' }, 'small'),
      ],
      outputs: ['b'],
    },
    'padding like SAME_LOWER': {
      nodes: [
        conv('image', 'a', { auto_pad: 'SAME_LOWER', strides: [3, 2] }),
        conv('a', 'b', { auto_pad: 'SAME_LOWER' }, 'small'),
      ],
      outputs: ['b'],
    },
    'padding like VALID': { nodes: [conv('image', 'a', { auto_pad: 'VALID', strides: [2, 1] })], outputs: ['a'] },
    'average pooling': {
      nodes: [
        conv('image', 'a'),
        op('AveragePool', ['a'], 'b', { kernel_shape: [3, 2], strides: [2, 2], pads: [1, 0, 1, 0], ceil_mode: 1 }),
        conv('b', 'c', {}, 'small'),
      ],
      outputs: ['c'],
    },
    'two ways of different length and padding': {
      nodes: [
        conv('image', 'a', { pads: [1, 1, 1, 1] }),
        conv('image', 'b', { pads: [4, 0, 0, 4], dilations: [2, 2] }),
        op('Add', ['a', 'b'], 'c'),
        op('Concat', ['c', 'a'], 'd', { axis: 1 }),
        conv('d', 'e', { strides: [2, 2] }, 'six'),
      ],
      weights: { six: randomWeights([2, 6, 2, 2]) },
      outputs: ['e'],
    },
    'a padding of its own, and a crop': {
      nodes: [
        op('Pad', ['image', 'pads'], 'a'),
        op('Slice', ['a', 'starts', 'ends', 'axes', 'steps'], 'b'),
        conv('b', 'c'),
      ],
      weights: {
        pads: integers(0, 0, 2, 1, 0, 0, 0, 2),
        starts: integers(1, -9),
        ends: integers(1000, 1000),
        axes: integers(2, 3),
        steps: integers(2, 1),
      },
      outputs: ['c'],
    },
    'depth from space': {
      nodes: [
        op('Slice', ['image', 'starts', 'ends', 'axes'], 'even'),
        op('SpaceToDepth', ['even'], 'a', { blocksize: 2 }),
        conv('a', 'b', {}, 'eight'),
      ],
      weights: {
        eight: randomWeights([2, 8, 2, 2]),
        starts: integers(1, 1),
        ends: integers(11, 13),
        axes: integers(2, 3),
      },
      outputs: ['b'],
    },
    'the whole input through a global pooling': {
      nodes: [conv('image', 'a', { strides: [2, 2] }), op('GlobalAveragePool', ['a'], 'b'), conv('b', 'c', {}, 'one')],
      weights: { one: randomWeights([2, 3, 1, 1]) },
      outputs: ['c'],
    },
    'a gate of squeeze and excitation': {
      nodes: [
        conv('image', 'a', { strides: [2, 2] }),
        op('ReduceMean', ['a'], 'b', { axes: [2, 3], keepdims: 0 }),
        op('Gemm', ['b', 'gate.weight'], 'c'),
        op('Unsqueeze', ['c', 'axes'], 'd'),
        op('Mul', ['a', 'd'], 'e'),
        conv('e', 'f', {}, 'small'),
      ],
      weights: { 'gate.weight': randomWeights([3, 3]), axes: integers(2, 3) },
      outputs: ['f'],
    },
  };
  it.each(Object.entries(cases))('with %s', async (_, parts) => expectExact(model(parts)));
});

describe('fields hold the pixels that matter', () => {
  const down = conv('image', 'a', { strides: [2, 2], pads: [1, 1, 1, 1] });
  const cases: { readonly [title: string]: Parts } = {
    'with a transposed convolution': {
      nodes: [
        down,
        { ...op('ConvTranspose', ['a', 'up'], 'b', { strides: [2, 2], pads: [1, 0, 0, 1] }) },
        conv('b', 'c', {}, 'two'),
      ],
      weights: { up: randomWeights([3, 2, 3, 3]), two: randomWeights([2, 2, 3, 3]) },
      outputs: ['c'],
    },
    'with nearest enlargement': {
      nodes: [
        down,
        op('Resize', ['a', '', 'scales'], 'b', { coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' }),
        conv('b', 'c', {}, 'small'),
      ],
      weights: { scales: scales(1, 1, 2, 2) },
      outputs: ['c'],
    },
    'with nearest enlargement about the centres': {
      nodes: [
        down,
        op('Resize', ['a', '', 'scales'], 'b', { coordinate_transformation_mode: 'half_pixel' }),
        conv('b', 'c', {}, 'small'),
      ],
      weights: { scales: scales(1, 1, 2, 1) },
      outputs: ['c'],
    },
    'with bilinear enlargement': {
      nodes: [
        down,
        op('Resize', ['a', '', '', 'sizes'], 'b', {
          mode: 'linear',
          coordinate_transformation_mode: 'pytorch_half_pixel',
        }),
        conv('b', 'c', {}, 'small'),
      ],
      // Sizes name the batch as well: such a network runs its stimuli one by one.
      weights: { sizes: integers(1, 3, 12, 14) },
      outputs: ['c'],
    },
    'with the enlargement of early operator sets': {
      nodes: [down, op('Upsample', ['a', 'scales'], 'b', { mode: 'nearest' }), conv('b', 'c', {}, 'small')],
      weights: { scales: scales(1, 1, 2, 2) },
      outputs: ['c'],
      opset: 9,
    },
    'with maximum pooling, and normalisation over each map': {
      nodes: [
        down,
        op('MaxPool', ['a'], 'b', { kernel_shape: [3, 3], strides: [2, 2], dilations: [1, 1], ceil_mode: 1 }),
        op('InstanceNormalization', ['b', 'three', 'three'], 'c'),
        conv('c', 'd', {}, 'small'),
      ],
      weights: { three: randomWeights([3]) },
      outputs: ['d'],
    },
    'with channels that are split and shuffled': {
      nodes: [
        { op: 'Split', inputs: ['image'], outputs: ['a', 'b'], attributes: { axis: 1 } },
        op('Concat', ['b', 'a'], 'c', { axis: 1 }),
        op('Reshape', ['c', 'apart'], 'd'),
        op('Transpose', ['d'], 'e', { perm: [0, 2, 1, 3, 4] }),
        op('Reshape', ['e', 'together'], 'f'),
        conv('f', 'g', { strides: [2, 2] }),
      ],
      weights: { apart: integers(-1, 2, 1, 11, 13), together: integers(-1, 2, 11, 13) },
      outputs: ['g'],
    },
  };
  it.each(Object.entries(cases))('%s', async (_, parts) => expectContained(model(parts)));
});

describe('fields are not guessed', () => {
  it.each([
    ['an operation that nobody knows the field of', [op('CumSum', ['image', 'axis'], 'a')], { axis: integers(3) }],
    ['steps of less than a pixel', [op('Resize', ['image', '', 'twice'], 'a')], { twice: scales(1, 1, 2, 2) }],
    [
      'reflected padding',
      [op('Pad', ['image', 'pads'], 'a', { mode: 'reflect' })],
      { pads: integers(0, 0, 1, 1, 0, 0, 1, 1) },
    ],
    ['height and width that change places', [op('Transpose', ['image'], 'a', { perm: [0, 1, 3, 2] })], {}],
  ] as const)('behind %s', async (_, nodes, weights) => {
    const { layers } = await describeModel(model({ nodes: [...nodes, conv('a', 'b')], weights, outputs: ['b'] }));
    expect(layers.map(({ receptiveField }) => receptiveField)).toEqual([null]);
  });
});
