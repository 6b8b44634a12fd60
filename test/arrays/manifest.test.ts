import { manifestDigest, Refusal, readManifest } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { manifest } from './manifests.js';

const read = (document: unknown) => readManifest(document, () => null);

describe('manifest.json', () => {
  it('is read with nothing left out, files in the order of their first mention', () => {
    const { network, probeSet, recordings, files } = read(manifest());
    expect(network).toEqual({ slug: 'mine', name: 'Mine', architecture: 'Residual' });
    expect(probeSet).toMatchObject({ slug: 'photographs', name: null, count: 7 });
    expect(recordings[1]).toEqual({
      layer: 'fc',
      kind: 'OTHER',
      index: 4,
      reduction: { kind: 'ALL_POSITIONS' },
      layout: { shape: [7, 10], stimulusAxis: 0, unitAxis: 1, dtype: 'float16' },
    });
    expect(files.map(({ file }) => file)).toEqual(['conv1-0.npy', 'conv1-1.npy', 'fc-0.npy', 'fc-1.npy']);
    expect(files[1]?.parts).toMatchObject([{ recording: 0, firstStimulus: 4, stimuli: 3, tensor: null }]);
  });

  it('has one digest however it is written, and another when it says something else', () => {
    const reversed = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? Array.isArray(value)
          ? value.map(reversed)
          : value
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, each]) => [name, reversed(each)]),
          );
    const digest = manifestDigest(read(manifest()));
    expect(manifestDigest(read(reversed(manifest())))).toBe(digest);
    const explicit = manifest();
    Object.assign(explicit.recordings[0] as object, {
      stimulusAxis: 0,
      reduction: { kind: 'ALL_POSITIONS' },
      index: null,
    });
    expect(manifestDigest(read(explicit))).toBe(digest);
    const other = manifest();
    Object.assign(other.recordings[0] as object, { kind: 'DENSE' });
    expect(manifestDigest(read(other))).not.toBe(digest);
  });

  it('may say of which run a network is a checkpoint, with the step, and has the digest it had where it does not', () => {
    const document = manifest();
    const digest = manifestDigest(read(document));
    expect(read(document).network).not.toHaveProperty('run');
    Object.assign(document.network, { run: 'training', step: 2 ** 40 });
    expect(read(document).network).toMatchObject({ run: 'training', step: 2 ** 40 });
    expect(manifestDigest(read(document))).not.toBe(digest);
    for (const network of [{ run: 'training' }, { step: 1 }, { run: 'a run', step: 1 }, { run: 'training', step: 1.5 }])
      expect(() => read({ ...manifest(), network: { slug: 'mine', ...network } })).toThrow(/network\.(?:run|step)/);
  });

  it('lets one file hold several layers', () => {
    const document = manifest();
    for (const recording of document.recordings)
      recording.shards = [{ file: 'all.safetensors', tensor: recording.layer, stimuli: 7, sha256: 'cd'.repeat(32) }];
    const { files } = read(document);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({
      sha256: 'cd'.repeat(32),
      parts: [
        { recording: 0, tensor: 'conv1' },
        { recording: 1, tensor: 'fc' },
      ],
    });
  });

  it('counts by a probe set that is there', () => {
    const document = manifest();
    document.probeSet = { slug: 'digits' };
    expect(readManifest(document, ({ slug }) => (slug === 'digits' ? 7 : null)).probeSet.count).toBe(7);
    expect(() => read(document)).toThrow(/probeSet\.count is missing, and no such probe set is here/);
  });

  /** Changes the document, or gives another one. */
  type Change = (document: ReturnType<typeof manifest>) => unknown;
  const put = (target: unknown, fields: object): void => {
    Object.assign(target as object, fields);
  };
  const first = (document: ReturnType<typeof manifest>) => document.recordings[0] as Record<string, unknown>;
  const shards = (document: ReturnType<typeof manifest>) => first(document).shards as Record<string, unknown>[];
  it.each<[string, Change]>([
    ['manifest: the document is a list where an object was expected.', () => []],
    ['manifest: format is missing.', (document) => ({ ...document, format: undefined })],
    [
      'manifest: version is 2 where a whole number from 1 to 1 was expected.',
      (document) => ({ ...document, version: 2 }),
    ],
    ['manifest: network.slug is "a/b": give up to 64 letters', (document) => put(document.network, { slug: 'a/b' })],
    ['manifest: network.name has 81 characters', (document) => put(document.network, { name: 'x'.repeat(81) })],
    ['manifest: network.arch is not known here', (document) => put(document.network, { arch: 'x' })],
    ['manifest: probeSet.digest is "xyz": give 64', (document) => put(document.probeSet, { digest: 'xyz' })],
    ['manifest: probeSet.digest is missing, and so is a slug', (document) => put(document, { probeSet: { count: 7 } })],
    [
      'manifest: probeSet.labels has 6 entries where 7 to 7',
      (document) => {
        (document.probeSet.labels as unknown[]).pop();
      },
    ],
    [
      'manifest: probeSet.labels[2] is 2 where a whole number from 0 to 1',
      (document) => put(document.probeSet, { labels: [0, 1, 2, 0, 0, 0, 0] }),
    ],
    ['manifest: recordings has 0 entries', (document) => put(document, { recordings: [] })],
    [
      'manifest: recordings[1].layer is there twice: conv1',
      (document) => put(document.recordings[1] as object, { layer: 'conv1' }),
    ],
    [
      'manifest: recordings[0].kind is "CONV": give one of CONVOLUTION, ',
      (document) => put(first(document), { kind: 'CONV' }),
    ],
    [
      'manifest: recordings[0].dtype is "float8": give one of float16, ',
      (document) => put(first(document), { dtype: 'float8' }),
    ],
    ['manifest: recordings[0].unitAxis is missing.', (document) => put(first(document), { unitAxis: undefined })],
    [
      'manifest: recordings[0].unitAxis is the axis of the stimuli, 0',
      (document) => put(first(document), { unitAxis: 0 }),
    ],
    [
      'manifest: recordings[0].shape[0] is 8 where the probe set has 7 stimuli',
      (document) => put(first(document), { shape: [8, 5] }),
    ],
    [
      'manifest: recordings[0].shape[1] is 2000000 units',
      (document) => put(first(document), { shape: [7, 2_000_000] }),
    ],
    [
      'manifest: recordings[0].shape gives a stimulus 100000000 values',
      (document) => put(first(document), { shape: [7, 10_000, 100, 100] }),
    ],
    ['manifest: recordings[0].shape[1] is 0 where', (document) => put(first(document), { shape: [7, 0] })],
    [
      'manifest: recordings[0].reduction.kind is MEAN, which leaves one value',
      (document) => put(first(document), { reduction: { kind: 'MEAN' } }),
    ],
    [
      'manifest: recordings[0].reduction.positions is 4, and the axes',
      (document) => put(first(document), { reduction: { kind: 'SAMPLED', positions: 4, seed: 0 } }),
    ],
    [
      'manifest: recordings[0].shards[1].firstStimulus is 5 where 4 was expected',
      (document) => put(shards(document)[1] as object, { firstStimulus: 5 }),
    ],
    [
      'manifest: recordings[0].shards[1].stimuli lead to 8',
      (document) => put(shards(document)[1] as object, { stimuli: 4 }),
    ],
    [
      'manifest: recordings[0].shards end at stimulus 6',
      (document) => put(shards(document)[1] as object, { stimuli: 2 }),
    ],
    [
      'manifest: recordings[0].shards[0].stimuli is missing.',
      (document) => put(shards(document)[0] as object, { stimuli: null }),
    ],
    [
      'manifest: recordings[0].shards name the same array of x.npy twice',
      (document) => {
        for (const shard of shards(document)) put(shard, { file: 'x.npy' });
      },
    ],
    [
      'manifest: recordings[0].shards[0].file holds control characters',
      (document) => put(shards(document)[0] as object, { file: 'a\nb.npy' }),
    ],
    ['recorded.pt is a Python pickle', (document) => put(shards(document)[0] as object, { file: 'recorded.pt' })],
  ])('%s', (message, change) => {
    const document = manifest();
    const hostile = change(document) ?? document;
    expect(() => read(hostile)).toThrow(message);
    expect(() => read(hostile)).toThrow(Refusal);
  });
});
