import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodeNpy, RandomSource } from '@unitgraph/analysis';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipFolder } from '../../apps/server/src/commandLine/zipFolder.js';
import { writeZip } from '../arrays/writeZip.js';
import { type Invocation, run } from '../support/commandLine.js';
import { cuttingProxy } from '../support/cuttingProxy.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

let server: RunningServer;
let folder: string;
const unitgraph = (args: readonly string[], more: Invocation = {}) =>
  run(args, { server: server.address, cwd: folder, ...more });
async function imported(...args: readonly string[]) {
  const { code, stdout, stderr } = await unitgraph(['import', ...args, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off', UNITGRAPH_MAX_UPLOAD_MB: '2' } });
  folder = mkdtempSync(join(tmpdir(), 'unitgraph-probe-sets-'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** Noise of that size, which a PNG keeps exactly. */
function noise(height: number, width: number, seed: number): Uint8Array {
  const random = new RandomSource(seed);
  return Uint8Array.from({ length: height * width * 3 }, () => random.below(256));
}
function picture(seed: number, [height, width]: readonly [number, number] = [16, 16]): Promise<Uint8Array> {
  return sharp(noise(height, width, seed), { raw: { height, width, channels: 3 } })
    .png()
    .toBuffer();
}
function digestOf(shape: readonly number[], values: Uint8Array): string {
  return createHash('sha256')
    .update(encodeNpy('|u1', shape, values))
    .digest('hex');
}

describe('importing images', () => {
  it('takes a folder pixel by pixel: those of folders in it are its classes', async () => {
    const paths = ['pets/cat/ä.png', 'pets/cat/b.png', 'pets/dog/a.png'];
    for (const [seed, path] of paths.entries()) put(path, await picture(seed));
    put('pets/.DS_Store', 'x');
    put('pets/__MACOSX/._a.png', 'x');
    const value = await imported('pets/', '--name', 'Pets', '--credit', 'Somebody');
    // Letters go by their numbers: b before ä.
    const pixels = Uint8Array.from([1, 0, 2].flatMap((seed) => [...noise(16, 16, seed)]));
    expect(value).toMatchObject({
      id: 'probe-set:pets',
      slug: 'pets',
      name: 'Pets',
      credit: 'Somebody',
      source: 'IMAGES',
      count: 3,
      shape: [3, 16, 16],
      classes: ['cat', 'dog'],
      digest: digestOf([3, 16, 16, 3], pixels),
      address: `${server.address}/probe-sets#pets`,
    });
    const again = await unitgraph(['import', 'pets', '--slug', 'other']);
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/holds the stimuli that are here as pets: /),
    });
  });

  it('takes a zip, makes the images one size, and says before what it would do', async () => {
    const files = [
      { name: 'a.png', bytes: await picture(11, [20, 30]) },
      { name: 'b.png', bytes: await picture(12, [24, 18]) },
    ];
    put('sizes.zip', writeZip(files));
    const dry = await unitgraph(['import', 'sizes.zip', '--dry-run']);
    expect(dry.stdout).toMatch(
      /sizes\.zip would be sizes:[\s\S]*2 images[\s\S]*Images have 2 sizes, from 24 x 18 to 20 x 30\. Say by --resize/,
    );
    const without = await unitgraph(['import', 'sizes.zip']);
    expect([without.code, without.stdout]).toEqual([1, '']);
    expect(without.stderr).toMatch(/sizes\.zip: [\s\S]*sizes/);
    expect(await imported('sizes.zip', '--resize', '8', '--dry-run')).toMatchObject({ dryRun: true, shape: [3, 8, 8] });
    expect(await server.query('{ probeSets { nodes { slug } } }')).not.toMatchObject({
      probeSets: { nodes: expect.arrayContaining([{ slug: 'sizes' }]) },
    });
    const square = await imported('sizes.zip', '--resize', '8', '--slug', 'square');
    const flat = await imported('sizes.zip', '--resize', '6x10', '--interpolation', 'nearest', '--slug', 'flat');
    expect([square.shape, flat.shape]).toEqual([
      [3, 8, 8],
      [3, 6, 10],
    ]);
  });

  it('takes the order and the labels of labels.csv, and the order of classes that is said', async () => {
    for (const seed of [21, 22, 23]) put(`listed/${seed}.png`, await picture(seed));
    put('listed/labels.csv', 'file,label\n23.png,owl\n21.png,cat\n22.png,owl\n');
    const value = await imported('listed', '--classes', 'owl,cat');
    const pixels = Uint8Array.from([23, 21, 22].flatMap((seed) => [...noise(16, 16, seed)]));
    expect(value).toMatchObject({ classes: ['owl', 'cat'], digest: digestOf([3, 16, 16, 3], pixels) });
  });

  it('sends the folder again where the connection is cut', async () => {
    for (const seed of [31, 32, 33, 34]) put(`cut/${seed}.png`, await picture(seed, [150, 150]));
    const proxy = await cuttingProxy(server.address, { after: 100_000, times: 2 });
    const { code, stdout, stderr } = await unitgraph(['import', 'cut', '--json'], { server: proxy.address });
    await proxy.close();
    expect([code, proxy.cuts(), JSON.parse(stdout).count]).toEqual([0, 2, 4]);
    expect(stderr).toMatch(/^The connection was cut\. Trying again …\nThe server answers again\.\n/);
  });

  it('follows an import that takes longer than one request waits', async () => {
    // 25 million pixels each, in few bytes: decoding takes a while, and the first request waits a second.
    const white = await sharp({ create: { width: 5_000, height: 5_000, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    const files = Array.from({ length: 12 }, (_, place) => ({ name: `${place}.png`, bytes: white, method: 8 }));
    put('many.zip', writeZip(files));
    expect(await imported('many.zip', '--resize', '32')).toMatchObject({ count: 12, shape: [3, 32, 32] });
  });
});

describe('importing other stimuli', () => {
  it('takes an array under the digest of its file, with labels of their own', async () => {
    const bytes = encodeNpy(
      '<f4',
      [4, 3],
      Float32Array.from({ length: 12 }, (_, index) => Math.sin(index)),
    );
    put('sounds.npy', bytes);
    put('labels.txt', 'low\nhigh\nlow\nhigh\n');
    const value = await imported('sounds.npy', '--labels', 'labels.txt', '--classes', 'low,high');
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect(value).toMatchObject({ slug: 'sounds', source: 'ARRAY', shape: [3], classes: ['low', 'high'], digest });
  });

  it('takes an .npz of two arrays, and a table', async () => {
    const x = encodeNpy('<f4', [3, 2], Float32Array.from([1, 2, 3, 4, 5, 7]));
    const y = encodeNpy('<i4', [3], Int32Array.from([1, 0, 1]));
    put(
      'both.npz',
      writeZip([
        { name: 'x.npy', bytes: x },
        { name: 'y.npy', bytes: y },
      ]),
    );
    put('flowers.csv', 'width,length,class\n1,2,rose\n3,4.5,tulip\n');
    const [arrays, table] = [await imported('both.npz'), await imported('flowers.csv', '--maximum', '5')];
    expect(arrays).toMatchObject({ count: 3, shape: [2], classes: ['0', '1'] });
    expect(table).toMatchObject({ source: 'TABLE', count: 2, shape: [2], classes: ['rose', 'tulip'] });
  });

  it('takes text as bytes, as words, or as a table', async () => {
    put('lines.txt', 'one two\nthree\n');
    put('words.txt', '[UNK]\none\nthree\n');
    put('table.txt', '1,2\n3,5\n');
    const bytes = await imported('lines.txt', '--length', '8', '--padding', '32');
    expect(bytes).toMatchObject({ source: 'TEXT', count: 2, shape: [8] });
    const words = ['lines.txt', '--text', 'words', '--vocabulary', 'words.txt', '--length', '2', '--slug', 'by-words'];
    expect(await imported(...words)).toMatchObject({ source: 'TEXT', shape: [2] });
    expect(await imported('table.txt', '--text', 'table')).toMatchObject({ source: 'TABLE', shape: [2] });
  });

  it('shows and removes them', async () => {
    put('taken.npy', encodeNpy('<f4', [2, 2], Float32Array.from([1, 2, 3, 9])));
    await imported('taken.npy', '--slug', 'alexnet-1');
    const status = await unitgraph(['status']);
    expect(status.stdout).toMatch(/^ {2}alexnet-1 +2 stimuli +2$/m);
    const either = await unitgraph(['remove', 'alexnet-1', '--yes']);
    expect(either).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/a network and of a probe set[\s\S]*network:alexnet-1 or probe-set:alexnet-1/),
    });
    const removed = await unitgraph(['remove', 'probe-set:alexnet-1', '--yes']);
    expect(removed).toMatchObject({ code: 0, stdout: 'Removed the probe set alexnet-1.\n' });
    expect(await server.query('{ network(slug: "alexnet-1") { id } }')).toEqual({
      network: { id: 'network:alexnet-1' },
    });
    const gone = await unitgraph(['remove', 'probe-set:alexnet-1', '--yes']);
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringMatching(/There is no network, probe set or import/) });
  });
});

describe('what is refused', () => {
  beforeAll(async () => {
    for (const place of ['stray', 'linked']) put(`${place}/a.png`, await picture(1));
    put('stray/notes.md', 'x');
    symlinkSync(join(folder, 'stray'), join(folder, 'linked/more'));
    put('alone.png', await picture(1));
    put('large/a.png', await picture(1, [1_000, 1_000]));
    put('recorded/fc.npy', encodeNpy('<f4', [2, 2], new Float32Array(4)));
    put('recorded/manifest.json', '{"recordings": [{"shards": [{"file": "fc.npy"}]}]}');
    put('pickle.npy', Uint8Array.from([0x80, 4, 0x95, 0, 0]));
    put('nothing.csv', '');
    put('lines.txt', 'one two\nthree\n');
    put('cut.zip', writeZip([{ name: 'a.png', bytes: await picture(1) }]).subarray(0, 300));
    put('whole.npy', encodeNpy('<f4', [2, 2], Float32Array.from([1, 2, 3, 4])));
  });

  it.each<[string[], RegExp, number]>([
    [['stray'], /stray\/notes\.md lies among the images, and is none that is read[\s\S]*Nothing was sent/, 1],
    [['linked'], /linked\/more is neither a file nor a folder, but a link to one/, 1],
    [['alone.png'], /alone\.png is one image, and a probe set has many\.\nName their folder: \./, 1],
    [['large'], /UNITGRAPH_MAX_UPLOAD_MB/, 1],
    [['recorded/fc.npy'], /recorded\/fc\.npy holds recorded activations: .*manifest\.json names it/, 1],
    [['pickle.npy'], /pickle\.npy is a Python pickle[\s\S]*numpy\.save/, 1],
    [['nothing.csv'], /nothing\.csv is empty/, 1],
    [['cut.zip'], /cut\.zip: /, 1],
    [['whole.npy', '--labels', 'absent.txt'], /absent\.txt cannot be read/, 1],
    [['whole.npy', '--slug', 'digits'], /There is a probe set digits already/, 1],
    [['whole.npy', '--preset', 'imagenet'], /--preset is for networks, and a probe set is named/, 2],
    [['whole.npy', '--text', 'bytes'], /--text says what text is, and whole\.npy is none/, 2],
    [['whole.npy', '--length', '4'], /--length is for lines of tokens/, 2],
    [['lines.txt', '--text', 'words'], /--text words and --vocabulary go together/, 2],
    [['whole.npy', 'cut.zip', '--slug', 'x'], /--slug and --name are for one/, 2],
  ])('says why: %j', async (args, message, code) => {
    const outcome = await unitgraph(['import', ...args]);
    expect(outcome.stderr).toMatch(message);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
  });

  it('is a server that is not there', async () => {
    const outcome = await run(['import', 'whole.npy', '--dry-run'], { cwd: folder });
    expect(outcome).toMatchObject({ code: 3, stderr: expect.stringMatching(/No server answers/) });
  });

  it('is a file that changes while its folder is sent, or that no plain archive holds', async () => {
    put('changing/a.png', await picture(1));
    const path = join(folder, 'changing/a.png');
    const { chunks } = zipFolder('changing', [{ path, named: 'a.png', bytes: 10 }]);
    await expect(chunks().next()).rejects.toThrow(/a\.png changed while it was sent/);
    const files = Array.from({ length: 65_001 }, (_, place) => ({ path, named: `${place}.png`, bytes: 1 }));
    expect(() => zipFolder('changing', files)).toThrow(/changing has 65001 files/);
    expect(() => zipFolder('changing', [{ path, named: 'a.png', bytes: 2 ** 32 }])).toThrow(
      /more than a plain zip holds/,
    );
  });
});
