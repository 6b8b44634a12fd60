import { describeModel, openForwardRun } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { exampleNetwork } from './networks.js';
import { type ModelOf, randomNumbers, randomWeights, writeModel } from './writeModel.js';

async function runOnce(bytes: Uint8Array, tensors: readonly string[], input: Float32Array, batch: number) {
  const run = await openForwardRun(bytes, tensors, { threads: 1 });
  const outcome = await run.run(input, batch);
  await run.dispose();
  return outcome;
}

describe.each(['alexnet-1', 'resnet-1'] as const)('%s', (slug) => {
  const bytes = exampleNetwork(slug);
  const batch = 7;
  const input = randomNumbers(batch * 64);

  it('gives the same logits, bit by bit, whatever else is asked for', async () => {
    const { layers } = await describeModel(bytes);
    const alone = await runOnce(bytes, ['logits'], input, batch);
    const along = await runOnce(
      bytes,
      layers.map(({ tensor }) => tensor),
      input,
      batch,
    );
    expect(alone.get('logits')?.shape).toEqual([batch, 10]);
    expect(along.get('logits')).toEqual(alone.get('logits'));
    expect([...alone.keys()]).toEqual(['logits']);
  });

  it('gives layers of the extents that were described, not below zero after ReLU', async () => {
    const { layers } = await describeModel(bytes);
    const outcome = await runOnce(
      bytes,
      layers.map(({ tensor }) => tensor),
      input,
      batch,
    );
    for (const { tensor, kind, units, positions } of layers) {
      const values = outcome.get(tensor);
      expect(values?.shape).toEqual([batch, units, ...positions]);
      if (kind === 'OUTPUT') continue;
      expect(values?.data.every((value) => value >= 0)).toBe(true);
      expect(values?.data.some((value) => value > 0)).toBe(true);
    }
  });

  it('gives each stimulus the same alone as among others', async () => {
    const { layers } = await describeModel(bytes);
    const tensors = layers.map(({ tensor }) => tensor);
    const together = await runOnce(bytes, tensors, input, batch);
    const second = await runOnce(bytes, tensors, input.subarray(64, 128), 1);
    for (const tensor of tensors) {
      const size = second.get(tensor)?.data.length ?? 0;
      const expected = together.get(tensor)?.data.subarray(size, 2 * size) ?? [];
      for (const [index, value] of second.get(tensor)?.data.entries() ?? []) {
        expect(Math.abs(value - (expected[index] ?? Number.NaN))).toBeLessThan(1e-4);
      }
    }
  });
});

const dense = (batch: number | string): ModelOf => ({
  inputs: { x: [batch, 3] },
  weights: { 'fc.weight': randomWeights([4, 3]) },
  nodes: [
    { op: 'Gemm', inputs: ['x', 'fc.weight'], outputs: ['hidden'], attributes: { transB: 1 } },
    { op: 'Relu', inputs: ['hidden'], outputs: ['y'] },
  ],
  outputs: ['y'],
});

describe('a batch that the file fixes', () => {
  it.each([1, 2, 5])('of %i runs in pieces, the last one padded', async (fixed) => {
    const input = randomNumbers(21);
    const expected = await runOnce(writeModel(dense('batch')), ['y'], input, 7);
    const outcome = await runOnce(writeModel(dense(fixed)), ['y'], input, 7);
    expect(outcome.get('y')?.shape).toEqual([7, 4]);
    expect(outcome.get('y')?.data).toHaveLength(28);
    outcome.get('y')?.data.forEach((value, index) => {
      expect(value).toBeCloseTo(expected.get('y')?.data[index] ?? Number.NaN, 5);
    });
    expect((await describeModel(writeModel(dense(fixed)))).layers).toEqual(
      (await describeModel(writeModel(dense('n')))).layers,
    );
  });

  it('inside a file that says that it leaves it open runs one by one', async () => {
    const model: ModelOf = {
      inputs: { x: ['batch', 1, 2, 2] },
      weights: { shape: { dims: [2], values: [1, 4], type: 'int64' }, 'fc.weight': randomWeights([4, 3]) },
      nodes: [
        { op: 'Reshape', inputs: ['x', 'shape'], outputs: ['flat'] },
        { op: 'MatMul', inputs: ['flat', 'fc.weight'], outputs: ['y'] },
      ],
      outputs: ['y'],
    };
    const bytes = writeModel(model);
    expect((await describeModel(bytes)).layers.map(({ units, flops }) => [units, flops])).toEqual([[3, 24]]);
    const run = await openForwardRun(bytes, ['y']);
    const input = randomNumbers(12);
    const all = (await run.run(input, 3)).get('y');
    expect(all?.shape).toEqual([3, 3]);
    expect((await run.run(input.subarray(4, 8), 1)).get('y')?.data).toEqual(all?.data.subarray(3, 6));
    await run.dispose();
  });
});

it('computes nothing that is not asked for', async () => {
  const bytes = writeModel({
    inputs: { x: ['batch', 3] },
    weights: { 'fc.weight': randomWeights([3, 4]), shape: { dims: [1], values: [7], type: 'int64' } },
    nodes: [
      { op: 'MatMul', inputs: ['x', 'fc.weight'], outputs: ['hidden'] },
      // Fails whenever it is run.
      { op: 'Reshape', inputs: ['hidden', 'shape'], outputs: ['y'] },
    ],
    outputs: ['y'],
  });
  expect((await runOnce(bytes, ['hidden'], randomNumbers(9), 3)).get('hidden')?.shape).toEqual([3, 4]);
  await expect(runOnce(bytes, ['y'], randomNumbers(9), 3)).rejects.toThrow(/onnxruntime.*Reshape/);
});

it('takes and gives numbers of half precision as float32', async () => {
  const bytes = writeModel({
    inputs: { x: ['batch', 2] },
    elementType: 'float16',
    weights: { w: { dims: [2, 2], values: [1, 0, 0.25, 2], type: 'float16' } },
    nodes: [{ op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
    outputs: ['y'],
  });
  const outcome = await runOnce(bytes, ['y'], Float32Array.of(1, 4, -0.1, 1024), 2);
  const values = outcome.get('y')?.data ?? new Float32Array();
  expect([...values.subarray(0, 2)]).toEqual([2, 8]);
  expect(values[2]).toBeCloseTo(256 - 0.1, 0);
  expect(values[3]).toBe(2048);
});

it('names a tensor that is not there, and some that are', async () => {
  await expect(openForwardRun(writeModel(dense(1)), ['conv9'])).rejects.toMatchObject({
    name: 'TensorMissing',
    message: 'The model has no tensor “conv9”.',
    remedy: 'It has hidden, y.',
  });
});

it('refuses another number of values than the batch has', async () => {
  const run = await openForwardRun(writeModel(dense(1)), ['y']);
  await expect(run.run(new Float32Array(5), 2)).rejects.toThrow('5 values are not 2 stimuli of 3.');
  await run.dispose();
});
