import { utimesSync } from 'node:fs';
import { decodeNpy, encodeNpy, RandomSource } from '@unitgraph/analysis';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoder } from '../analysis/onnx/transformerModel.js';
import { randomWeights, writeModel } from '../analysis/onnx/writeModel.js';
import { type FileToZip, writeZip } from '../arrays/writeZip.js';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;

beforeAll(async () => {
  graph = await openGraph({ UNITGRAPH_MAX_STIMULI: '40', UNITGRAPH_MAX_STIMULI_MB: '1' });
});
afterAll(() => graph.close());

/** Noise of that size: a PNG keeps it exactly. */
function noise(height: number, width: number, channels: 1 | 3, seed: number): Uint8Array {
  const random = new RandomSource(seed);
  return Uint8Array.from({ length: height * width * channels }, () => random.below(256));
}
function png(pixels: Uint8Array, height: number, width: number, channels: 1 | 3): Promise<Uint8Array> {
  return sharp(pixels, { raw: { height, width, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .png()
    .toBuffer();
}
const picture = async (name: string, seed: number, [height, width]: readonly [number, number] = [16, 16]) => ({
  name,
  bytes: await png(noise(height, width, 3, seed), height, width, 3),
});
const text = (name: string, content: string): FileToZip => ({ name, bytes: new TextEncoder().encode(content) });

const upload = (bytes: Uint8Array): Promise<string> => graph.services.store.writeBlob(bytes);

const IMPORT = `mutation ($input: ImportProbeSetInput!) {
  importProbeSet(input: $input) {
    __typename
    ... on ProbeSet {
      id slug name digest count shape classes source notes hasStimuli heldOutCount credit
      stimuli(first: 40) { nodes { index label name image thumbnail } }
    }
    ... on Computation { id state title }
    ... on Refused { message remedy }
  }
}`;
async function imported(bytes: Uint8Array, input: Record<string, unknown>, seconds?: number) {
  return (await graph.data(IMPORT, { input: { file: await upload(bytes), ...input } }, seconds)).importProbeSet;
}
async function slugs(): Promise<string[]> {
  return (await graph.data('{ probeSets { nodes { slug } } }')).probeSets.nodes.map(
    ({ slug }: { slug: string }) => slug,
  );
}
async function stimuliOf(digest: string) {
  return decodeNpy(await graph.services.store.readBlob(digest));
}

describe('a zip of images', () => {
  it('comes in pixel by pixel, with the folders as labels, in the order of the paths', async () => {
    const files = [
      await picture('set/dog/b.png', 1),
      await picture('set/cat/z.png', 2),
      await picture('set/cat/a.png', 3),
    ];
    const debris = [text('__MACOSX/set/._a.png', 'x'), text('set/.DS_Store', 'x')];
    const set = await imported(writeZip([...files, ...debris]), { slug: 'pets', name: 'Pets', credit: 'Somebody' });
    expect(set).toMatchObject({
      __typename: 'ProbeSet',
      id: 'probe-set:pets',
      name: 'Pets',
      count: 3,
      shape: [3, 16, 16],
      classes: ['cat', 'dog'],
      source: 'IMAGES',
      hasStimuli: true,
      heldOutCount: 0,
      credit: 'Somebody',
      notes: ['Labels are the names of the folders', 'All are 16 x 16', 'Red, green, blue'],
    });
    expect(set.stimuli.nodes.map(({ name, label }: { name: string; label: string }) => [name, label])).toEqual([
      ['cat/a.png', 'cat'],
      ['cat/z.png', 'cat'],
      ['dog/b.png', 'dog'],
    ]);
    const { data, shape } = await stimuliOf(set.digest);
    expect(shape).toEqual([3, 16, 16, 3]);
    expect(data).toEqual(Uint8Array.from([3, 2, 1].flatMap((seed) => [...noise(16, 16, 3, seed)])));
  });

  it('is the same one twice, whatever it is called', async () => {
    const files = [await picture('dog/b.png', 1), await picture('cat/z.png', 2), await picture('cat/a.png', 3)];
    expect(await imported(writeZip(files), { slug: 'again' })).toMatchObject({ slug: 'pets', name: 'Pets' });
    const same = await Promise.all([0, 1].map(() => imported(writeZip(files), { slug: 'pets' })));
    expect(same.map(({ slug }) => slug)).toEqual(['pets', 'pets']);
    expect(await slugs()).toEqual(['digits', 'pets']);
    const others = [await picture('a/b.png', 1), await picture('b/z.png', 2), await picture('b/a.png', 3)];
    // The same pixels in another order are other stimuli.
    expect((await imported(writeZip(others), { slug: 'pets' })).message).toMatch(/There is a probe set pets already/);
    const relabelled = [await picture('x/a.png', 3), await picture('x/z.png', 2), await picture('y/b.png', 1)];
    expect((await imported(writeZip(relabelled), { slug: 'other' })).message).toMatch(/same stimuli are here as pets/);
  });

  it('takes order and labels from labels.csv', async () => {
    const files = [await picture('in/one.png', 4), await picture('in/two.png', 5), await picture('in/three, 3.png', 6)];
    const table = text('labels.csv', 'label,file\r\nlow,in/two.png\r\nhigh,"in/three, 3.png"\r\nlow,one.png\r\n');
    const set = await imported(writeZip([...files, table]), { slug: 'tabled', classes: ['low', 'middle', 'high'] });
    expect(set.classes).toEqual(['low', 'middle', 'high']);
    expect(set.stimuli.nodes.map(({ name, label }: { name: string; label: string }) => [name, label])).toEqual([
      ['two.png', 'low'],
      ['three, 3.png', 'high'],
      ['one.png', 'low'],
    ]);
  });

  it('keeps grey images grey, makes small pictures of large ones, reads JPEG and WebP', async () => {
    const grey = { name: 'a.png', bytes: await png(noise(120, 100, 1, 7), 120, 100, 1) };
    const raw = { raw: { height: 120, width: 100, channels: 3 as const } };
    const set = await imported(writeZip([grey]), { slug: 'grey' });
    expect(set).toMatchObject({ shape: [1, 120, 100], classes: [] });
    expect(set.stimuli.nodes[0]).toMatchObject({ label: null, thumbnail: `${set.stimuli.nodes[0].image}?thumbnail` });
    const jpeg = {
      name: 'b.jpg',
      bytes: await sharp(noise(120, 100, 3, 8), raw)
        .jpeg()
        .toBuffer(),
    };
    const webp = {
      name: 'c.webp',
      bytes: await sharp(noise(120, 100, 3, 8), raw)
        .webp({ lossless: true })
        .toBuffer(),
    };
    const both = await imported(writeZip([grey, jpeg, webp]), { slug: 'both' });
    expect(both.shape).toEqual([3, 120, 100]);
    const { data } = await stimuliOf(both.digest);
    expect(data.slice(2 * 36_000)).toEqual(noise(120, 100, 3, 8));
    // A grey image among coloured ones has three equal channels.
    expect([data[0], data[1], data[2]]).toEqual(new Array(3).fill(noise(120, 100, 1, 7)[0]));
  });

  it('is made one size where that is said, and refused where it is not', async () => {
    const files = [await picture('wide.png', 9, [20, 30]), await picture('high.png', 10, [40, 25])];
    const refused = await imported(writeZip(files), { slug: 'sizes' });
    expect(refused.message).toMatch(/several sizes: wide\.png in the zip is 20 x 30, high\.png in the zip 40 x 25/);
    expect(refused.remedy).toMatch(/resize/);
    const square = await imported(writeZip(files), { slug: 'square', resize: { shorterSide: 12 } });
    expect(square.shape).toEqual([3, 12, 12]);
    expect(square.notes).toContain('2 sizes, 20 x 30 to 40 x 25, made 12 x 12 (bilinear, the centre square of each)');
    const stretched = await imported(writeZip(files), {
      slug: 'stretched',
      resize: { height: 8, width: 24, interpolation: 'NEAREST' },
    });
    expect(stretched.shape).toEqual([3, 8, 24]);
  });

  it('is looked at without being kept', async () => {
    const files = [await picture('x/wide.png', 9, [20, 30]), await picture('y/high.png', 10, [40, 25])];
    const before = await slugs();
    const INSPECT = `query ($input: StimuliFileInput!) { inspectProbeSet(input: $input) {
      ... on StimuliInspection { source count shape sizes { count smallest largest } classes { name count } classCount names notes bytes }
      ... on Refused { message } } }`;
    const file = await upload(writeZip(files));
    const { inspectProbeSet } = await graph.data(INSPECT, { input: { file } });
    expect(inspectProbeSet).toMatchObject({
      source: 'IMAGES',
      count: 2,
      shape: null,
      sizes: { count: 2, smallest: [20, 30], largest: [40, 25] },
      classes: [
        { name: 'x', count: 1 },
        { name: 'y', count: 1 },
      ],
      names: ['x/wide.png', 'y/high.png'],
    });
    const resized = await graph.data(INSPECT, { input: { file, resize: { shorterSide: 10 } } });
    expect(resized.inspectProbeSet).toMatchObject({ shape: [3, 10, 10], bytes: 600 });
    expect(await slugs()).toEqual(before);
  });

  it('answers with its computation where nobody waits, and goes on', async () => {
    const files = await Promise.all(
      Array.from({ length: 12 }, (_, index) => picture(`${index}.png`, 20 + index, [90, 90])),
    );
    const bytes = writeZip(files);
    const begun = await imported(bytes, { slug: 'slow' }, 0);
    expect(begun).toMatchObject({ __typename: 'Computation', title: 'Import the probe set slow' });
    expect(await imported(bytes, { slug: 'slow' })).toMatchObject({ slug: 'slow', count: 12 });
    const { node } = await graph.data(`{ node(id: "${begun.id}") { ... on Computation { state kind } } }`);
    expect(node).toEqual({ state: 'DONE', kind: 'probeSet' });
    // Asked for again, it is known without any work.
    expect(await imported(bytes, { slug: 'slow' }, 1)).toMatchObject({ slug: 'slow' });
  });

  it('keeps its blobs when space is freed, and gives them back once it is removed', async () => {
    const { store } = graph.services;
    const set = await imported(
      writeZip([await picture('x/a.png', 70, [100, 40]), await picture('y/b.png', 71, [100, 40])]),
      {
        slug: 'room',
      },
    );
    const record = (await graph.services.catalog.probeSets.all()).find(({ slug }) => slug === 'room');
    const blobs = [set.digest, record?.labelsBlob, record?.namesBlob, record?.thumbnailsBlob] as string[];
    const long = new Date(Date.now() - 86_400_000);
    const sizes = async () => {
      for (const blob of blobs) if (await store.sizeOfBlob(blob)) utimesSync(store.describeBlob(blob), long, long);
      await graph.data('mutation { freeSpace { files } }');
      return Promise.all(blobs.map((blob) => store.sizeOfBlob(blob)));
    };
    expect((await sizes()).every((size) => size !== undefined)).toBe(true);
    await graph.data('mutation { removeProbeSet(id: "probe-set:room") { removedId } }');
    expect(await sizes()).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('can be removed, and comes back', async () => {
    const files = [await picture('one.png', 40)];
    await imported(writeZip(files), { slug: 'brief' });
    await graph.data('mutation { removeProbeSet(id: "probe-set:brief") { removedId } }');
    expect(await slugs()).not.toContain('brief');
    expect(await imported(writeZip(files), { slug: 'brief' })).toMatchObject({ slug: 'brief' });
  });
});

describe('arrays, tables and text', () => {
  it('arrays of images come in with their channels first or last', async () => {
    const pixels = noise(6, 5, 3, 50);
    const last = await imported(encodeNpy('|u1', [1, 6, 5, 3], pixels), { slug: 'last' });
    const first = Uint8Array.from({ length: 90 }, (_, at) => pixels[(at % 30) * 3 + Math.floor(at / 30)] as number);
    const other = await imported(encodeNpy('|u1', [1, 3, 6, 5], first), { slug: 'first' });
    expect([last.shape, other.shape]).toEqual([
      [3, 6, 5],
      [3, 6, 5],
    ]);
    // numpy.save would write the same bytes: the digest is that of the file.
    expect(last.digest).toBe(await upload(encodeNpy('|u1', [1, 6, 5, 3], pixels)));
  });

  it('archives of arrays bring their labels', async () => {
    const archive = writeZip([
      { name: 'x.npy', bytes: encodeNpy('<f8', [3, 2], Float64Array.from([1, 2, 3, 4, 5, 6.5])), method: 8 },
      { name: 'y.npy', bytes: encodeNpy('<i8', [3], BigInt64Array.from([1n, 0n, 1n])) },
    ]);
    const set = await imported(archive, { slug: 'rows', classes: ['no', 'yes'] });
    expect(set).toMatchObject({ shape: [2], classes: ['no', 'yes'], source: 'ARRAY', count: 3 });
    expect(set.stimuli.nodes.map(({ label }: { label: string }) => label)).toEqual(['yes', 'no', 'yes']);
    expect((await stimuliOf(set.digest)).data).toEqual(Float32Array.from([1, 2, 3, 4, 5, 6.5]));
  });

  it('tables have features, labels and names', async () => {
    const set = await imported(new TextEncoder().encode('name,a,b,label\nr1,0.5,-1e3,10\nr2,2,3,9\n'), {
      slug: 'table',
    });
    expect(set).toMatchObject({ source: 'TABLE', shape: [2], classes: ['9', '10'] });
    expect(set.stimuli.nodes[0]).toMatchObject({ name: 'r1', label: '10' });
    expect((await stimuliOf(set.digest)).data).toEqual(Float32Array.from([0.5, -1000, 2, 3]));
  });

  it('lines of text become bytes, or words of a vocabulary', async () => {
    const lines = new TextEncoder().encode('cat\ndögs\n');
    const bytes = await imported(lines, { slug: 'bytes', text: { tokenizer: 'BYTES', length: 4 } });
    expect((await stimuliOf(bytes.digest)).data).toEqual(Uint8Array.from([99, 97, 116, 0, 100, 195, 182, 103]));
    expect(bytes.notes).toHaveLength(3);
    expect(bytes.stimuli.nodes[1].name).toBe('dögs');
    const vocabulary = await upload(new TextEncoder().encode('[PAD]\nthe\ncat\n<unk>\n'));
    const words = await imported(new TextEncoder().encode('the  cat\ncat dog'), {
      slug: 'words',
      text: { tokenizer: 'WORDS', vocabulary },
      labels: await upload(new TextEncoder().encode('a\nb\n')),
    });
    expect((await stimuliOf(words.digest)).data).toEqual(Uint8Array.from([1, 2, 2, 3]));
    expect(words.classes).toEqual(['a', 'b']);
  });
});

describe('networks', () => {
  it('are recorded on the probe set that is named, and say why not on another', async () => {
    const network = {
      inputs: { image: ['batch', 3, 16, 16] },
      weights: { w: randomWeights([4, 3, 3, 3], 1) },
      nodes: [{ op: 'Conv', inputs: ['image', 'w'], outputs: ['a'], name: '/conv/Conv' }],
      outputs: ['a'],
    };
    const file = await upload(writeModel(network));
    const { inspectNetwork } = await graph.data(
      `query ($input: ModelInput!) { inspectNetwork(input: $input) { ... on NetworkInspection {
        inputKind inputShape unitCount parameterCount bytes sameFile { slug }
        layers { name kind unitCount positions axes } preprocessing { summary } presets { preset preprocessing { summary } }
        probeSets { probeSet { slug } problem estimate { flops bytes cached } } } ... on Refused { message } } }`,
      { input: { file, scale: 1 / 255 } },
    );
    expect(inspectNetwork).toMatchObject({
      inputKind: 'IMAGE',
      inputShape: [3, 16, 16],
      unitCount: 4,
      parameterCount: 108,
      sameFile: [],
      layers: [{ unitCount: 4, positions: [14, 14], axes: 'batch x 4 units x 14 x 14 positions' }],
      preprocessing: { summary: '/ 255' },
    });
    expect(inspectNetwork.presets).toHaveLength(4);
    const fitOf = (slug: string) =>
      inspectNetwork.probeSets.find(({ probeSet }: { probeSet: { slug: string } }) => probeSet.slug === slug);
    expect(fitOf('pets')).toMatchObject({ problem: null, estimate: { cached: false } });
    // What is written of it, and what is looked at on the way.
    expect(fitOf('pets').estimate.bytes).toBeGreaterThan(3 * 4 * 196 * 4);
    expect(fitOf('digits').problem).toMatch(/takes inputs of 3 x 16 x 16, and the stimuli of digits are 1 x 8 x 8/);
    await graph.data(
      'mutation ($input: ImportNetworkInput!) { importNetwork(input: $input) { ... on Network { id } } }',
      { input: { file, slug: 'small', scale: 1 / 255 } },
    );
    const { network: found } = await graph.data(`{ network(slug: "small") { layers { nodes {
      named: recording(probeSet: "probe-set:pets") { ... on Recording { samples probeSet { slug } } }
      chosen: recording { ... on Recording { probeSet { slug } } }
      grey: recording(probeSet: "probe-set:grey") { ... on Unavailable { message } } } } } }`);
    expect(found.layers.nodes[0]).toEqual({
      named: { samples: 3 * 196, probeSet: { slug: 'pets' } },
      chosen: { probeSet: { slug: 'pets' } },
      grey: {
        message: expect.stringMatching(/takes inputs of 3 x 16 x 16, and the stimuli of grey are 1 x 120 x 100/),
      },
    });
  });

  it('of tokens are recorded on lines of text', async () => {
    const model = { ...decoder(), weights: { ...decoder().weights, 'wte.weight': randomWeights([256, 12]) } };
    const file = await upload(writeModel(model));
    await graph.data(
      'mutation ($input: ImportNetworkInput!) { importNetwork(input: $input) { ... on Network { id } } }',
      { input: { file, slug: 'reader' } },
    );
    const { network } = await graph.data(`{ network(slug: "reader") { layer(name: "wte") {
      recording(probeSet: "probe-set:bytes") { ... on Recording { samples } } } } }`);
    expect(network.layer.recording.samples).toBe(8);
  });

  it('recorded elsewhere get the stimuli of which only the digest was known', async () => {
    const stimuli = encodeNpy(
      '<f4',
      [4, 3],
      Float32Array.from({ length: 12 }, (_, at) => at),
    );
    const digest = await upload(stimuli);
    const manifest = {
      format: 'unitgraph-recordings',
      version: 1,
      network: { slug: 'elsewhere' },
      probeSet: { digest, slug: 'known', count: 4, labels: [0, 1, 0, 1], classes: ['a', 'b'] },
      recordings: [
        {
          layer: 'l',
          kind: 'DENSE',
          shape: [4, 2],
          unitAxis: 1,
          dtype: 'float32',
          shards: [{ file: 'l.npy', stimuli: 4 }],
        },
      ],
    };
    const record = await graph.services.imports.begin(manifest);
    const chunks = async function* (bytes: Uint8Array) {
      yield bytes;
    };
    await graph.services.imports.receive(record.id, 0, {
      chunks: chunks(encodeNpy('<f4', [4, 2], Float32Array.from([1, 2, 3, 4, 5, 6, 7, 9]))),
      length: null,
    });
    const before = await graph.data('{ probeSets { nodes { slug hasStimuli } } }');
    expect(before.probeSets.nodes).toContainEqual({ slug: 'known', hasStimuli: false });
    const set = await imported(stimuli, { slug: 'another-name' });
    expect(set).toMatchObject({ slug: 'known', hasStimuli: true, shape: [3], classes: ['a', 'b'] });
    expect(set.stimuli.nodes.map(({ label }: { label: string }) => label)).toEqual(['a', 'b', 'a', 'b']);
  });
});

/** An array of Python objects, which is a pickle inside. */
function objects(): Uint8Array {
  const bytes = encodeNpy('<f8', [2], new Float64Array(2));
  return Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replace("'<f8'", "'|O' "), 'latin1'));
}

/** The head of a PNG that says it is that large, and no pixels. */
async function absurd(side: number): Promise<Uint8Array> {
  const bytes = Buffer.from(await png(noise(2, 2, 3, 1), 2, 2, 3));
  const { crc32 } = await import('node:zlib');
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

describe('what is refused leaves nothing behind', () => {
  const half = async (): Promise<FileToZip> => {
    const { name, bytes } = await picture('dir/half.png', 60, [64, 64]);
    return { name, bytes: bytes.subarray(0, bytes.length / 2) };
  };
  const halfJpeg = async (): Promise<FileToZip> => {
    const bytes = await sharp(noise(64, 64, 3, 61), { raw: { height: 64, width: 64, channels: 3 } })
      .jpeg()
      .toBuffer();
    return { name: 'dir/half.jpg', bytes: bytes.subarray(0, bytes.length / 2) };
  };
  const good = () => picture('dir/good.png', 62);
  const encode = (content: string) => new TextEncoder().encode(content);
  it.each<[string, () => Promise<Uint8Array>, RegExp, Record<string, unknown>?]>([
    ['an empty file', async () => new Uint8Array(0), /empty/],
    [
      'a PNG that is cut off',
      async () => writeZip([await good(), await half()]),
      /dir\/half\.png in the zip cannot be decoded/,
      { resize: { shorterSide: 16 } },
    ],
    ['a JPEG that is cut off', async () => writeZip([await halfJpeg()]), /dir\/half\.jpg in the zip cannot be decoded/],
    [
      'what is no image',
      async () => writeZip([await good(), text('dir/notes.txt', 'hello')]),
      /dir\/notes\.txt in the zip is no image/,
    ],
    [
      'a drawing that could name other files',
      async () => writeZip([text('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')]),
      /a\.svg in the zip is no image/,
    ],
    ['one image alone', async () => (await good()).bytes, /one image/],
    ['an image of absurd size', async () => writeZip([{ name: 'huge.png', bytes: await absurd(60_000) }]), /huge\.png/],
    ['an archive that is cut off', async () => writeZip([await good()]).subarray(0, 200), /directory/],
    ['an archive without images', async () => writeZip([text('.DS_Store', '')]), /holds no images/],
    [
      'a way out of the archive',
      async () => writeZip([{ ...(await good()), name: '../../good.png' }]),
      /\.\.\/\.\.\/good\.png.*leads out/,
    ],
    ['an absolute path', async () => writeZip([{ ...(await good()), name: '/etc/good.png' }]), /leads out/],
    [
      'a symbolic link',
      async () => writeZip([{ ...text('link.png', '/etc/passwd'), mode: 0o120777 }]),
      /link\.png.*symbolic link/,
    ],
    ['a name that is there twice', async () => writeZip([await good(), await good()]), /dir\/good\.png.*twice/],
    [
      'a file that unpacks to more than it says',
      async () => writeZip([{ ...(await good()), method: 8, size: 10 }]),
      /unpacks to more/,
    ],
    [
      'a file that says it unpacks to gigabytes',
      async () => writeZip([{ ...(await good()), method: 8, size: 3_000_000_000 }]),
      /good\.png.*2862 MB/,
    ],
    [
      'labels of files that are not there',
      async () => writeZip([await good(), text('labels.csv', 'file,label\ngood.png,a\nbad.png,b')]),
      /labels\.csv: line 3 names "bad\.png"/,
    ],
    [
      'labels that name a file twice',
      async () => writeZip([await good(), text('labels.csv', 'good.png,a\ngood.png,b')]),
      /lines 1 and 2 both name good\.png/,
    ],
    [
      'labels that leave a file out',
      async () => writeZip([await good(), await picture('dir/more.png', 63), text('labels.csv', 'good.png,a')]),
      /more\.png.*does not name it/,
    ],
    [
      'images beside folders of classes',
      async () => writeZip([await picture('a.png', 1), await picture('x/b.png', 2)]),
      /a\.png lies beside the folders x/,
    ],
    ['too many stimuli', async () => encodeNpy('<f4', [41, 1], new Float32Array(41)), /holds 41 stimuli.*may have 40/],
    [
      'too many images',
      async () => writeZip(await Promise.all(Array.from({ length: 41 }, (_, at) => picture(`${at}.png`, 1)))),
      /41 images/,
    ],
    [
      'too large stimuli',
      async () => encodeNpy('<f4', [1, 262_145], new Float32Array(262_145)),
      /take 2 MB.*may take 1 MB/,
    ],
    ['a pickle in an archive', async () => writeZip([text('archive/data.pkl', 'x')]), /pickle/i],
    ['objects in an array', async () => objects(), /Python objects.*pickle/],
    [
      'numbers that are none',
      async () => encodeNpy('<f4', [2, 2], Float32Array.from([1, 2, Number.NaN, 4])),
      /stimulus 1 holds NaN/,
    ],
    ['an array without an axis of stimuli', async () => encodeNpy('<f4', [4], new Float32Array(4)), /shape \(4\)/],
    [
      'two arrays of stimuli',
      async () =>
        writeZip(
          ['a', 'b'].map((name) => ({ name: `${name}.npy`, bytes: encodeNpy('<f4', [2, 2], new Float32Array(4)) })),
        ),
      /2 arrays \(a, b\)/,
    ],
    ['a table with words', async () => encode('a,b\n1,2\n3,x\n'), /line 3 has "x" in column "b"/],
    ['a table with holes', async () => encode('1,2\n3\n'), /line 2 has 1 cells/],
    ['a quotation that does not end', async () => encode('a,b\n"1,2\n'), /line 2 does not end/],
    ['bytes that are no text', async () => Uint8Array.from([0xff, 0xfe, 0x00, 0x41]), /no text in UTF-8/],
    [
      'lines of several lengths',
      async () => encode('ab\nabc\n'),
      /line 2 has 3 tokens and line 1 has 2/,
      { text: { tokenizer: 'BYTES' } },
    ],
    ['an empty line', async () => encode('ab\n\nab\n'), /line 2 is empty/, { text: { tokenizer: 'BYTES' } }],
    [
      'a vocabulary that is missing',
      async () => encode('ab\n'),
      /needs a vocabulary/,
      { text: { tokenizer: 'WORDS' } },
    ],
    [
      'a size for what is no image',
      async () => encodeNpy('|u1', [2, 4, 4], new Uint8Array(32)),
      /resize makes no sense/,
      { resize: { shorterSide: 2 } },
    ],
    ['a size that is none', async () => writeZip([await good()]), /resize needs/, { resize: { shorterSide: 0 } }],
    ['a size without end', async () => writeZip([await good()]), /resize needs/, { resize: { shorterSide: 100_000 } }],
    [
      'labels that are not uploaded',
      async () => encode('1,2\n'),
      /no uploaded file "aaaa".*labels/,
      { labels: 'aaaa' },
    ],
    ['classes without labels', async () => encode('1,2\n'), /classes are named/, { classes: ['a'] }],
    [
      'a class that is not named',
      async () => encode('label,x\nq,1\n'),
      /Line 2 of the file is of class "q"/,
      { classes: ['a'] },
    ],
    ['a slug that is none', async () => encode('1,2\n'), /cannot be a slug/, { slug: '../x' }],
    ['a slug that is taken', async () => encode('1,2,3,4\n'), /probe set digits already/, { slug: 'digits' }],
  ])('%s', async (_, make, message, input = {}) => {
    const before = await slugs();
    const refused = await imported(await make(), { slug: 'refused', ...input });
    expect(refused.__typename).toBe('Refused');
    expect(refused.message).toMatch(message);
    expect(refused.remedy).toMatch(/[.)]$/);
    expect(await slugs()).toEqual(before);
  });
});
