import { describeModel, ModelRefused, openForwardRun } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { exampleNetwork } from './networks.js';
import { type ModelOf, randomNumbers, randomWeights, writeModel } from './writeModel.js';

async function refusalOf(bytes: Uint8Array): Promise<ModelRefused> {
  const thrown = await describeModel(bytes).then(
    () => 'it was taken',
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(ModelRefused);
  const refused = thrown as ModelRefused;
  for (const line of [refused.message, refused.remedy]) expect(line).toMatch(/^[^\n]{10,}$/);
  return refused;
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('files of other kinds', () => {
  it.each<[string, Uint8Array, RegExp, RegExp]>([
    ['nothing', new Uint8Array(), /is empty/, /torch\.onnx\.export/],
    ['a PyTorch archive', text('PK\x03\x04\x14\0\0\0model/data.pkl'), /PyTorch file/, /torch\.onnx\.export/],
    ['another archive', text('PK\x03\x04\x14\0\0\0word/document.xml'), /zip archive/, /torch\.onnx\.export/],
    ['a pickle', Uint8Array.of(0x80, 2, 0x7d, 0x71, 0), /Python pickle/, /torch\.onnx\.export/],
    ['an HDF5 file', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a), /HDF5/, /tf2onnx/],
    ['compressed bytes', Uint8Array.of(0x1f, 0x8b, 8, 0), /gzip/, /gunzip/],
    ['safetensors', text('\x40\0\0\0\0\0\0\0{"conv1.weight":{}}'), /safetensors/, /torch\.onnx\.export/],
    ['a web page', text('<!DOCTYPE html><html></html>'), /web page/, /[Dd]ownload/],
    ['a Git LFS pointer', text('version https://git-lfs.github.com/spec/v1\noid'), /Git LFS/, /git lfs pull/],
    ['weights without a model.json', text('{"weightsManifest": []}'), /"modelTopology"/, /model\.save/],
    ['a text', text('import torch\nnetwork = torch.nn.Linear(3, 4)\n'), /text file/, /torch\.onnx\.export/],
  ])('%s is named as such, with the way out', async (_, bytes, message, remedy) => {
    const refused = await refusalOf(bytes);
    expect(refused.message).toMatch(message);
    expect(refused.remedy).toMatch(remedy);
  });
});

describe('broken files', () => {
  it('are refused wherever they end', async () => {
    const bytes = exampleNetwork('resnet-1');
    const graphEnds = bytes.length - 100;
    for (let end = 1; end < bytes.length; end += end < 200 || end > graphEnds ? 1 : 9973) {
      await refusalOf(bytes.subarray(0, end));
    }
  });

  it('are refused when they are chance', async () => {
    for (let seed = 1; seed < 300; seed++) {
      const bytes = Uint8Array.from(randomNumbers(1 + ((seed * 37) % 2000), seed), (value) => (value + 1) * 128);
      await refusalOf(bytes);
    }
  });

  it('are refused or taken, and no more, when single bytes are wrong', async () => {
    const bytes = writeModel(small);
    for (let at = 0; at < bytes.length; at++) {
      const wrong = Uint8Array.from(bytes);
      wrong[at] = (wrong[at] ?? 0) ^ (1 << (at % 8));
      const thrown = await describeModel(wrong).catch((reason: unknown) => reason);
      if (thrown instanceof Error) expect(thrown).toBeInstanceOf(ModelRefused);
    }
  });
});

const small: ModelOf = {
  inputs: { x: ['batch', 3] },
  weights: { w: randomWeights([3, 4]) },
  nodes: [
    { op: 'MatMul', inputs: ['x', 'w'], outputs: ['a'], name: '/fc1/MatMul' },
    { op: 'Relu', inputs: ['a'], outputs: ['y'] },
  ],
  outputs: ['y'],
};

describe('models that are no networks for us', () => {
  it.each<[string, ModelOf, RegExp]>([
    ['without operations', { ...small, nodes: [] }, /without operations/],
    ['without an input', { ...small, inputs: {} }, /no input/],
    ['with several inputs', { ...small, inputs: { x: [1, 3], y: [1, 3] } }, /2 inputs \(x, y\)/],
    ['with a mask beside no tokens', { ...small, inputs: { x: [1, 3], mask: [1, 3] } }, /“mask”.*cannot be filled/],
    ['with an input of other axes', { ...small, inputs: { x: ['batch', 5, 3] } }, /“x”.* \[batch, 5, 3\]/],
    ['with open height and width', { ...small, inputs: { x: ['batch', 3, 'height', 'width'] } }, /more than the batch/],
    ['with an input of integers', { ...small, elementType: 'int64' }, /int64/],
    ['with weights in another file', { ...small, externalFile: 'weights.bin' }, /w first.*weights\.bin/],
    [
      'with an unknown operation',
      { ...small, nodes: [{ op: 'Frobnicate', inputs: ['x'], outputs: ['y'] }] },
      /onnxruntime.*Frobnicate/,
    ],
    ['with extents that do not fit', { ...small, inputs: { x: ['batch', 5] } }, /onnxruntime/],
    ['with a tensor from nowhere', { ...small, nodes: [{ op: 'Relu', inputs: ['z'], outputs: ['y'] }] }, /onnxruntime/],
    [
      'that run in circles',
      {
        ...small,
        nodes: [
          { op: 'Relu', inputs: ['y'], outputs: ['a'] },
          { op: 'Relu', inputs: ['a'], outputs: ['y'] },
        ],
      },
      /onnxruntime/,
    ],
    ['with a larger input than there is memory', { ...small, inputs: { x: [1, 2 ** 40] } }, /1099511627776.*more than/],
    [
      'without layers',
      { ...small, nodes: [{ op: 'ReduceMean', inputs: ['x'], outputs: ['y'], attributes: { keepdims: 0 } }] },
      /no layer/,
    ],
  ])('%s are refused', async (_, model, message) => {
    expect((await refusalOf(writeModel(model))).message).toMatch(message);
  });

  it('are refused by a forward run as well', async () => {
    await expect(openForwardRun(text('not a network, but a long enough text'), ['y'])).rejects.toBeInstanceOf(
      ModelRefused,
    );
    const broken = { ...small, inputs: { x: ['batch', 5] } };
    await expect(openForwardRun(writeModel(broken), ['y'])).rejects.toBeInstanceOf(ModelRefused);
  });
});
