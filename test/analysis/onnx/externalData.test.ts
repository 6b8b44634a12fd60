import {
  blobsOfModel,
  describeModel,
  MemoryStore,
  type Model,
  openForwardRun,
  packManifest,
  readModel,
} from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { type ModelOf, randomNumbers, randomWeights, writeModel } from './writeModel.js';

const weights = { 'fc1.weight': randomWeights([6, 40], 1), 'fc2.weight': randomWeights([40, 3], 2) };
const sizes = { 'fc1.weight': 6 * 40 * 4, 'fc2.weight': 40 * 3 * 4 };
const inside: ModelOf = {
  inputs: { x: ['batch', 6] },
  weights,
  nodes: [
    { op: 'MatMul', inputs: ['x', 'fc1.weight'], outputs: ['a'] },
    { op: 'Relu', inputs: ['a'], outputs: ['b'] },
    { op: 'MatMul', inputs: ['b', 'fc2.weight'], outputs: ['y'] },
  ],
  outputs: ['y'],
};
const outside = (ranges: ModelOf['externalRanges'], externalFile = 'weights/all.bin'): Uint8Array =>
  writeModel({ ...inside, externalFile, externalRanges: ranges });
/** One weight behind the other, as exporters write them. */
const ranges = {
  'fc1.weight': { offset: 0, length: sizes['fc1.weight'] },
  'fc2.weight': { offset: sizes['fc1.weight'], length: sizes['fc2.weight'] },
};
const values = new Uint8Array(
  Float32Array.from([...weights['fc1.weight'].values, ...weights['fc2.weight'].values]).buffer,
);

function withFile(bytes: Uint8Array, data = values, path = 'weights/all.bin'): Model {
  return { bytes, external: new Map([[path, { bytes: data.byteLength, read: async () => data }]]) };
}

describe('weights beside the model', () => {
  it('make the same network as weights inside', async () => {
    expect(await describeModel(withFile(outside(ranges)))).toEqual(await describeModel(writeModel(inside)));
    const input = randomNumbers(5 * 6);
    const outcomes = await Promise.all(
      [writeModel(inside), withFile(outside(ranges))].map(async (model) => {
        const run = await openForwardRun(model, ['b', 'y']);
        const outcome = await run.run(input, 5);
        await run.dispose();
        return outcome;
      }),
    );
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it('are read only when they are wanted', async () => {
    let reads = 0;
    const large = { ...weights, 'fc1.weight': randomWeights([6, 4000]), 'fc2.weight': randomWeights([4000, 3]) };
    const bytes = writeModel({
      ...inside,
      weights: large,
      externalFile: 'large.bin',
      externalRanges: { 'fc2.weight': { offset: 96_000 } },
    });
    const read = async () => {
      reads += 1;
      return new Uint8Array(144_000);
    };
    const file = { bytes: 144_000, read };
    const { layers } = await describeModel({ bytes, external: new Map([['large.bin', file]]) });
    expect(layers.map(({ units }) => units)).toEqual([4000, 3]);
    expect(reads).toBe(0);
  });

  it('come out of a store by one name, whatever order their files are told in', async () => {
    const store = new MemoryStore();
    const model = await store.writeBlob(outside(ranges));
    const files = await Promise.all(
      ['weights/all.bin', 'more.bin'].map(async (path) => ({ path, file: await store.writeBlob(values) })),
    );
    const digest = await store.writeBlob(packManifest({ model, externalData: files }));
    expect(await store.writeBlob(packManifest({ model, externalData: [...files].reverse() }))).toBe(digest);
    const { layers } = await describeModel(await readModel(digest, store));
    expect(layers).toHaveLength(2);
    expect(new Set(await blobsOfModel(digest, store))).toEqual(
      new Set([digest, model, ...files.map(({ file }) => file)]),
    );
    // A model that is one file is its own name.
    const single = await store.writeBlob(writeModel(inside));
    expect((await readModel(single, store)).external.size).toBe(0);
    expect(await blobsOfModel(single, store)).toEqual([single]);
  });
});

describe('weights beside the model are refused', () => {
  it.each<[string, Model, RegExp]>([
    ['where no file is given', outside(ranges), /fc1\.weight first.*weights\/all\.bin, which was not given/],
    [
      'where another file is given',
      withFile(outside(ranges), values, 'other.bin'),
      /weights\/all\.bin, which was not given \(given: other\.bin\)/,
    ],
    [
      'where the file is short',
      withFile(outside(ranges), values.subarray(0, 1000)),
      /has 1000 bytes.*fc2\.weight lies at 960 to 1440/,
    ],
    [
      'where ranges overlap',
      withFile(outside({ ...ranges, 'fc2.weight': { offset: 100, length: 480 } })),
      /fc1\.weight and fc2\.weight .*overlap/,
    ],
    [
      'where a length is not that of the weight',
      withFile(outside({ ...ranges, 'fc2.weight': { offset: 960, length: 44 } })),
      /fc2\.weight .*44 bytes.*40 x 3 values need 480/,
    ],
    ['where an offset is no number', withFile(outside({ ...ranges, 'fc1.weight': { offset: '-5' } })), /fc1\.weight/],
    ...['../secret', '/etc/passwd', 'a/../../b', 'C:\\weights', 'weights\\x', ''].map(
      (path): [string, Model, RegExp] => [
        `where they lie at “${path}”`,
        withFile(outside(ranges, path), values, path),
        /does not lie beside the model/,
      ],
    ),
  ])('%s', async (_, model, message) => {
    await expect(describeModel(model)).rejects.toThrow(message);
    await expect(openForwardRun(model, ['y'])).rejects.toThrow(message);
  });

  it('but not where two weights are the same range', async () => {
    const tied: ModelOf = {
      ...inside,
      weights: { one: randomWeights([6, 6]), other: randomWeights([6, 6]) },
      nodes: [
        { op: 'MatMul', inputs: ['x', 'one'], outputs: ['a'] },
        { op: 'MatMul', inputs: ['a', 'other'], outputs: ['y'] },
      ],
      externalFile: 'tied.bin',
    };
    const model = withFile(writeModel(tied), new Uint8Array(144), 'tied.bin');
    expect((await describeModel(model)).layers).toHaveLength(2);
  });
});
