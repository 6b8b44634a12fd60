import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodeNpy } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ModelOf, randomWeights, writeModel } from '../analysis/onnx/writeModel.js';
import { asGraphModel, asLayersModel, drawWeights } from '../analysis/tfjs/oneNetwork.js';
import { type Invocation, run, start } from '../support/commandLine.js';
import { cuttingProxy } from '../support/cuttingProxy.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

const ROOT = join(import.meta.dirname, '../..');
const ALEXNET = join(ROOT, 'examples/digits/networks/alexnet-1.onnx');
const PREPROCESSING = ['--scale', '0.0625', '--mean', '0.3058', '--deviation', '0.3763'];

let server: RunningServer;
let folder: string;
const unitgraph = (args: readonly string[], more: Invocation = {}) =>
  run(args, { server: server.address, cwd: folder, ...more });

beforeAll(async () => {
  server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off', UNITGRAPH_MAX_UPLOAD_MB: '16' } });
  folder = mkdtempSync(join(tmpdir(), 'unitgraph-imports-'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('importing a network', () => {
  it('makes of a real one what the example is', async () => {
    const { code, stdout } = await unitgraph([
      'import',
      ALEXNET,
      '--slug',
      'again',
      '--architecture',
      'AlexNet-shaped',
      ...PREPROCESSING,
      '--json',
    ]);
    expect(code).toBe(0);
    const value = JSON.parse(stdout);
    expect(value).toMatchObject({
      id: 'network:again',
      unitCount: 554,
      layerCount: 8,
      preprocessing: { summary: '/ 16, - 0.3058, / 0.3763' },
      address: `${server.address}/networks/again`,
    });
    const { compare } = await server.query<{ compare: { matching: { mean: number } } }>(
      `{ compare(left: "layer:again/conv2", right: "layer:alexnet-1/conv2") { ... on LayerComparison { matching { ... on Matching { mean } } } } }`,
    );
    expect(compare.matching.mean).toBeCloseTo(1, 5);
  });

  it('says the same of it without importing, and without a server', async () => {
    const args = ['import', ALEXNET, ...PREPROCESSING, '--json'];
    const dry = JSON.parse((await run([...args, '--dry-run'])).stdout);
    const wet = JSON.parse((await unitgraph([...args, '--slug', 'wet'])).stdout);
    for (const field of ['inputKind', 'inputShape', 'inputType', 'parameterCount', 'unitCount', 'layers'])
      expect(dry[field]).toEqual(wet[field]);
    expect(dry.preprocessing.summary).toBe(wet.preprocessing.summary);
    expect(dry).toMatchObject({ dryRun: true, slug: 'alexnet-1' });
  });

  it('warns of images without preprocessing', async () => {
    const { stdout } = await run(['import', ALEXNET, '--dry-run']);
    expect(stdout).toMatch(
      /Preprocessing {2}as they are[\s\S]*conv1 {2}convolution {2}32 units {3}8 x 8[\s\S]*No preprocessing was given/,
    );
    expect((await run(['import', ALEXNET, '--dry-run', ...PREPROCESSING])).stdout).not.toMatch(/No preprocessing/);
  });

  const image: ModelOf = {
    inputs: { image: ['batch', 3, 16, 16] },
    weights: { w: randomWeights([4, 3, 3, 3], 1), v: randomWeights([4, 5], 2) },
    nodes: [
      { op: 'Conv', inputs: ['image', 'w'], outputs: ['a'], name: '/conv/Conv', attributes: { pads: [1, 1, 1, 1] } },
      { op: 'Relu', inputs: ['a'], outputs: ['b'] },
      { op: 'ReduceMean', inputs: ['b'], outputs: ['c'], attributes: { axes: [2, 3], keepdims: 0 } },
      { op: 'MatMul', inputs: ['c', 'v'], outputs: ['y'], name: '/fc/MatMul' },
    ],
    outputs: ['y'],
  };

  it('takes presets, sizes and layers that are said', async () => {
    writeFileSync(join(folder, 'image.onnx'), writeModel(image));
    const args = [
      'import',
      'image.onnx',
      '--preset',
      'imagenet',
      '--resize',
      '20x24',
      '--interpolation',
      'bicubic',
      '--channel-order',
      'bgr',
    ];
    const { stdout } = await unitgraph([...args, '--layer', 'a,name=before,axis=2', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      slug: 'image',
      preprocessing: {
        resize: { height: 20, width: 24, interpolation: 'BICUBIC' },
        channelOrder: 'BGR',
        mean: [0.485, 0.456, 0.406],
      },
      layers: expect.arrayContaining([expect.objectContaining({ name: 'before', unitCount: 16, tensor: 'a' })]),
    });
  });

  it('finds the files beside it that its weights lie in', async () => {
    const weights = { 'fc1.weight': randomWeights([64, 40], 1), 'fc2.weight': randomWeights([40, 3], 2) };
    const sizes = [64 * 40 * 4, 40 * 3 * 4] as const;
    const model: ModelOf = {
      inputs: { x: ['batch', 64] },
      weights,
      nodes: [
        { op: 'MatMul', inputs: ['x', 'fc1.weight'], outputs: ['a'] },
        { op: 'Relu', inputs: ['a'], outputs: ['b'] },
        { op: 'MatMul', inputs: ['b', 'fc2.weight'], outputs: ['y'] },
      ],
      outputs: ['y'],
      externalFile: 'weights/all.bin',
      externalRanges: {
        'fc1.weight': { offset: 0, length: sizes[0] },
        'fc2.weight': { offset: sizes[0], length: sizes[1] },
      },
    };
    const path = join(folder, 'outside.onnx');
    writeFileSync(path, writeModel(model));
    const missing = await unitgraph(['import', 'outside.onnx']);
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Weights of outside\.onnx lie in weights\/all\.bin, which is not beside it/),
    });
    mkdirSync(join(folder, 'weights'));
    const values = Float32Array.from([...weights['fc1.weight'].values, ...weights['fc2.weight'].values]);
    writeFileSync(join(folder, 'weights/all.bin'), new Uint8Array(values.buffer));
    const dry = JSON.parse((await unitgraph(['import', 'outside.onnx', '--dry-run', '--json'])).stdout);
    const wet = JSON.parse((await unitgraph(['import', 'outside.onnx', '--json'])).stdout);
    expect(wet.unitCount).toBe(43);
    expect(dry.layers).toEqual(wet.layers);
    writeFileSync(path, writeModel({ ...model, externalFile: '../secret' }));
    expect(await unitgraph(['import', 'outside.onnx'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/"\.\.\/secret" .* does not lie beside/),
    });
  });

  it.each(['LayersModel', 'GraphModel'])('takes a %s of TensorFlow.js by its folder', async (format) => {
    const weights = drawWeights(1);
    const { bytes, external } = format === 'LayersModel' ? await asLayersModel(weights) : asGraphModel(weights);
    const place = join(folder, format);
    mkdirSync(place);
    writeFileSync(join(place, 'model.json'), bytes);
    const alone = await unitgraph(['import', place]);
    expect(alone).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Weights of .*model\.json lie in .*, which is not/),
    });
    for (const [path, file] of external) writeFileSync(join(place, path), await file.read());
    const dry = JSON.parse((await unitgraph(['import', place, '--dry-run', '--json'])).stdout);
    const wet = JSON.parse((await unitgraph(['import', join(place, 'model.json'), '--json'])).stdout);
    writeFileSync(join(place, 'model.json'), '{"format": "layers-model"}');
    const other = await unitgraph(['import', place]);
    expect(other).toMatchObject({ code: 1, stderr: expect.stringMatching(/no model\.json of TensorFlow\.js/) });
    expect(wet).toMatchObject({ slug: format, inputShape: [3, 9, 8] });
    expect(wet.layers.map(({ name }: { name: string }) => name)).toEqual(['conv1', 'add', 'conv3', 'fc1', 'fc2']);
    expect(dry.layers).toEqual(wet.layers);
  });

  it('brings in the others where one is refused', async () => {
    writeFileSync(join(folder, 'text.onnx'), 'This is a text, and not a network.');
    copyFileSync(ALEXNET, join(folder, 'sound.onnx'));
    const { code, stdout, stderr } = await unitgraph(['import', 'text.onnx', 'sound.onnx', 'text.onnx', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([1, [expect.objectContaining({ id: 'network:sound' })]]);
    const { message } = JSON.parse(stderr).error;
    expect(message.match(/text\.onnx is not an ONNX model but a text file/g)?.length).toBe(2);
  });

  it('goes on by itself where the connection is cut', async () => {
    const proxy = await cuttingProxy(server.address, { after: 100_000, times: 2 });
    const { code, stderr } = await unitgraph(['import', ALEXNET, '--slug', 'cut'], { server: proxy.address });
    expect([code, proxy.cuts()]).toEqual([0, 2]);
    expect(stderr).toMatch(/^The connection was cut\. Trying again …\nThe server answers again\.\n/);
    await proxy.close();
  });

  describe('refuses', () => {
    beforeAll(() => {
      copyFileSync(join(ROOT, 'test/arrays/files/torch.bin'), join(folder, 'pickle.pt'));
      writeFileSync(join(folder, 'array.onnx'), encodeNpy('<f4', [2], new Float32Array(2)));
      copyFileSync(ALEXNET, join(folder, 'half.onnx'));
      truncateSync(join(folder, 'half.onnx'), 100_000);
      writeFileSync(join(folder, 'empty.onnx'), '');
      writeFileSync(
        join(folder, 'large.onnx'),
        writeModel({ ...image, weights: { ...image.weights, v: randomWeights([4, 1_100_000]) } }),
      );
    });

    it.each<[string[], RegExp, number]>([
      [['absent.onnx'], /There is no file absent\.onnx/, 1],
      [
        ['pickle.pt'],
        /pickle\.pt is a Python pickle[\s\S]*torch\.onnx\.export[\s\S]*weights_only=True[\s\S]*save_file\(tensors/,
        1,
      ],
      [['array.onnx'], /array\.onnx is not an ONNX model but a NumPy array/, 1],
      [[ALEXNET, '--credit', 'me'], /--credit is for probe sets, and a network is named/, 2],
      [['half.onnx'], /This is not an ONNX model, or not all of one: it ends early/, 1],
      [['empty.onnx'], /the file is empty/, 1],
      [['large.onnx'], /UNITGRAPH_MAX_UPLOAD_MB/, 1],
      [['weights'], /The folder weights holds no manifest\.json/, 1],
      [[ALEXNET, '--slug', 'alexnet-1'], /There is a network alexnet-1 already/, 1],
      [[ALEXNET, '--slug', 'x', '--preset', 'imagenet'], /IMAGENET is for images of three channels/, 1],
      [[ALEXNET, '--slug', 'not so'], /Give up to 64 letters/, 2],
      [[ALEXNET, ALEXNET, '--slug', 'x'], /--slug and --name are for one network/, 2],
      [[ALEXNET, '--slug', 'x', '--interpolation', 'nearest'], /which is missing/, 2],
    ])('and says why: %j', async (args, message, code) => {
      const outcome = await unitgraph(['import', ...args]);
      expect(outcome.stderr).toMatch(message);
      expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    });
  });
});

describe('importing recordings', () => {
  const STIMULI = 1_797;
  const UNITS = 256;
  const FILES = 6;
  const values = Float32Array.from({ length: STIMULI * UNITS }, (_, index) => Math.sin(index * index));

  /** A manifest with its arrays in a folder of their own: six files of 300 stimuli, one of them less. */
  function recordings(slug: string): string {
    const place = join(folder, slug);
    mkdirSync(place);
    const shards = Array.from({ length: FILES }, (_, part) => {
      const [begin, end] = [part * 300, Math.min(STIMULI, (part + 1) * 300)];
      const file = `fc-${part}.npy`;
      writeFileSync(
        join(place, file),
        encodeNpy('<f4', [end - begin, UNITS], values.subarray(begin * UNITS, end * UNITS)),
      );
      return { file, stimuli: end - begin };
    });
    const recording = { layer: 'fc', shape: [STIMULI, UNITS], unitAxis: 1, dtype: 'float32', shards };
    const manifest = {
      format: 'unitgraph-recordings',
      version: 1,
      network: { slug },
      probeSet: { slug: 'digits' },
      recordings: [recording],
    };
    writeFileSync(join(place, 'manifest.json'), JSON.stringify(manifest));
    return place;
  }

  it('brings in what is in the arrays, and once', async () => {
    const place = recordings('whole');
    const { code, stdout } = await unitgraph(['import', place, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'DONE',
      layers: ['layer:whole/fc'],
      receivedCount: FILES,
      missing: [],
    });
    await unitgraph(['export', 'whole/fc', '-o', 'whole.npy']);
    const bytes = readFileSync(join(folder, 'whole.npy'));
    const unit7 = Float32Array.from({ length: STIMULI }, (_, stimulus) => values[stimulus * UNITS + 7] as number);
    const begin = bytes.length - values.byteLength + 7 * STIMULI * 4;
    expect(new Float32Array(new Uint8Array(bytes.subarray(begin, begin + STIMULI * 4)).buffer)).toEqual(unit7);
    expect(await unitgraph(['import', join(place, 'manifest.json')])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/is in: 1 layer of whole/),
    });
  });

  it('survives connections that are cut', async () => {
    const place = recordings('often-cut');
    const proxy = await cuttingProxy(server.address, { after: 200_000, times: 5 });
    const { code, stderr, stdout } = await unitgraph(['import', place, '--json'], { server: proxy.address });
    await proxy.close();
    expect([code, proxy.cuts(), JSON.parse(stdout).state]).toEqual([0, 5, 'DONE']);
    expect(stderr).toMatch(/^The connection was cut\. Trying again …$/m);
  });

  it('stopped by Ctrl-C, goes on with what is missing', async () => {
    const place = recordings('stopped');
    // The sixth file never gets through, so that there is a moment to stop it.
    const hidden = join(place, 'fc-5.npy');
    const proxy = await cuttingProxy(server.address, { after: 305_000, times: Number.POSITIVE_INFINITY });
    writeFileSync(hidden, Buffer.concat([readFileSync(hidden), Buffer.alloc(100_000)]));
    const running = start(['import', place, '--at-once', '1'], { server: proxy.address });
    await expect.poll(running.said, { timeout: 60_000 }).toMatch(/The connection was cut/);
    running.process.kill('SIGINT');
    const { code, stderr } = await running.ended;
    await proxy.close();
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /unitgraph: Stopped\.\n\d of 6 files are with the server\. The same command sends the others\.\n$/,
    );
    const status = await unitgraph(['status']);
    expect(status.stdout).toMatch(/^Import {5}[0-9a-f]{12}… of stopped: \d of 6 files$/m);
    writeFileSync(hidden, readFileSync(hidden).subarray(0, -100_000));
    const again = await unitgraph(['import', place]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/is in: 1 layer of stopped/) });
  });

  it('goes on without the files that the server has', async () => {
    const place = recordings('some');
    const kept = readFileSync(join(place, 'fc-4.npy'));
    writeFileSync(join(place, 'fc-4.npy'), encodeNpy('<f4', [300, 3], new Float32Array(900)));
    const first = await unitgraph(['import', place]);
    expect(first.code).toBe(1);
    expect(first.stderr).toMatch(
      /Shard 4 \(fc-4\.npy\) has the shape \(300, 3\) where \(300, 256\) was expected[\s\S]*\n5 of 6 files are there\. Mend these/,
    );
    writeFileSync(join(place, 'fc-4.npy'), kept);
    for (const part of [0, 1, 2, 3, 5]) rmSync(join(place, `fc-${part}.npy`));
    const second = await unitgraph(['import', place]);
    expect(second).toMatchObject({ code: 0, stderr: expect.stringMatching(/Goes on: 5 of 6 files are there/) });
  });

  it('reads them without importing, and finds what does not fit', async () => {
    const place = recordings('dry');
    const { code, stdout } = await unitgraph(['import', place, '--dry-run', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      files: FILES,
      layers: [{ layer: 'fc', units: UNITS, positions: [], dtype: 'float32' }],
    });
    expect(await server.query('{ network(slug: "dry") { id } }')).toEqual({ network: null });
    writeFileSync(join(place, 'fc-2.npy'), encodeNpy('<f4', [299, UNITS], new Float32Array(299 * UNITS)));
    const wrong = await unitgraph(['import', place, '--dry-run']);
    expect(wrong).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/fc-2\.npy has the shape \(299, 256\) where \(300, 256\)/),
    });
  });

  it('removes an import by the first digits of its digest', async () => {
    const place = recordings('removed');
    const { digest } = JSON.parse((await unitgraph(['import', place, '--json'])).stdout);
    const removed = await unitgraph(['remove', digest.slice(0, 8), '--yes']);
    expect(removed.stdout).toBe(`Removed the import ${digest.slice(0, 12)}… of removed.\n`);
    expect(await server.query('{ network(slug: "removed") { id } }')).toEqual({ network: null });
  });

  it.each<[string, (place: string) => void, RegExp]>([
    ['no JSON', (place) => writeFileSync(join(place, 'manifest.json'), '{"format": '), /manifest\.json is no JSON/],
    [
      'another document',
      (place) => writeFileSync(join(place, 'manifest.json'), '[]'),
      /manifest: the document is a list/,
    ],
    [
      'no files',
      (place) =>
        rmSync(join(place, 'fc-0.npy')) ??
        Array.from({ length: 5 }, (_, part) => rmSync(join(place, `fc-${part + 1}.npy`))),
      /None of the files/,
    ],
    [
      'one file less',
      (place) => rmSync(join(place, 'fc-3.npy')),
      /names files that are not beside it: .*fc-3\.npy\.[\s\S]*Nothing was sent/,
    ],
    [
      'a pickle',
      (place) => cpSync(join(ROOT, 'test/arrays/files/pickle-5.bin'), join(place, 'fc-3.npy')),
      /fc-3\.npy is a Python pickle[\s\S]*save_file/,
    ],
    [
      'a path that leads out',
      (place) => changed(place, 'fc-0.npy', '../secret.npy'),
      /"\.\.\/secret\.npy" .* does not lie beside/,
    ],
    [
      'a network that runs here',
      (place) => changed(place, `"slug":"${place.slice(dirname(place).length + 1)}"`, '"slug":"alexnet-1"'),
      /is a network that runs here/,
    ],
  ])('refuses: %s', async (what, spoil, message) => {
    const place = recordings(`spoilt-${what.replaceAll(' ', '-')}`);
    spoil(place);
    const { code, stdout, stderr } = await unitgraph(['import', place]);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([1, '']);
  });

  function changed(place: string, what: string, by: string): void {
    const file = join(place, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(what, by));
  }

  it('refuses options that say nothing of recordings', async () => {
    const outcome = await unitgraph(['import', recordings('with-options'), '--preset', 'imagenet']);
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringMatching(/--preset is for networks/) });
  });
});
