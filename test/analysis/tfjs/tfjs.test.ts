import {
  describeModel,
  describeNetwork,
  type ModelDescription,
  type ModelParts,
  ModelRefused,
  openForwardRun,
  openNetwork,
  RandomSource,
  TensorMissing,
} from '@unitgraph/analysis';
import { beforeAll, describe, expect, it } from 'vitest';
import { asGraphModel, asLayersModel, asOnnx, drawWeights, SHAPE } from './oneNetwork.js';

/** Broken files of each format; a night's worth is 20,000. */
const CASES = Number(process.env.UNITGRAPH_FUZZ ?? 60);
const SEED = Number(process.env.UNITGRAPH_FUZZ_SEED ?? 1);

const weights = drawWeights(3);
const onnx = asOnnx(weights);
const formats: { [name: string]: ModelParts } = {};
let wanted: ModelDescription;

beforeAll(async () => {
  formats.LayersModel = await asLayersModel(weights);
  formats.GraphModel = asGraphModel(weights);
  wanted = await describeModel(onnx);
});

describe.each(['LayersModel', 'GraphModel'])('a %s', (format) => {
  const parts = (): ModelParts => formats[format] as ModelParts;

  it('is understood as the same network is from an ONNX file', async () => {
    const found = await describeNetwork(parts());
    expect(found.format).toBe('TFJS');
    expect([found.input.kind, found.input.shape]).toEqual(['IMAGE', [...SHAPE]]);
    const facts = ({ layers }: ModelDescription) =>
      layers.map(({ name, kind, units, positions, receptiveField, flops }) => {
        return { name, kind, units, positions: [...positions], receptiveField, flops };
      });
    expect(facts(found)).toEqual(facts(wanted));
    expect(found.layers.map(({ name }) => name)).toEqual(['conv1', 'add', 'conv3', 'fc1', 'fc2']);
    expect(found.parameters).toBe(wanted.parameters);
  });

  it('computes what the same network does from an ONNX file', async () => {
    const random = new RandomSource(8);
    const batch = 5;
    const input = Float32Array.from({ length: batch * SHAPE[0] * SHAPE[1] * SHAPE[2] }, () => random.normal());
    const { layers } = await describeNetwork(parts());
    const [mine, theirs] = [
      await openNetwork(parts(), layers),
      await openForwardRun(
        onnx,
        wanted.layers.map(({ tensor }) => tensor),
      ),
    ];
    const [found, expected] = [await mine.run(input, batch), await theirs.run(input, batch)];
    const values = [...found.values()];
    [...expected.values()].forEach(({ data }, index) => {
      const { data: own, shape } = values[index] as (typeof values)[number];
      expect(shape[0]).toBe(batch);
      expect(own.length).toBe(data.length);
      expect(data.some((value) => value !== 0)).toBe(true);
      data.forEach((value, place) => {
        expect(Math.abs((own[place] as number) - value)).toBeLessThan(1e-4);
      });
    });
    await mine.dispose();
    await theirs.dispose();
  });

  it('leaves no tensors behind', async () => {
    const { engine } = await import('@tensorflow/tfjs-core');
    const input = new Float32Array(2 * SHAPE[0] * SHAPE[1] * SHAPE[2]).fill(0.5);
    const { layers } = await describeNetwork(parts());
    const count = async () => {
      const run = await openNetwork(parts(), layers);
      await run.run(input, 2);
      await run.run(input, 2);
      await run.dispose();
      return engine().memory().numTensors;
    };
    const before = await count();
    for (let time = 0; time < 3; time++) expect(await count()).toBe(before);
  });

  it('takes layers and unit axes that somebody names', async () => {
    const [first] = (await describeNetwork(parts())).layers;
    const pool = format === 'LayersModel' ? 'pool' : 'net/pool/MaxPool';
    const { layers } = await describeNetwork(parts(), [
      { tensor: pool, name: 'pooled' },
      { tensor: first?.tensor ?? '', name: 'rows', unitAxis: 1 },
    ]);
    expect(layers.find(({ name }) => name === 'pooled')).toMatchObject({ units: 6, positions: [4, 4] });
    expect(layers.find(({ name }) => name === 'rows')).toMatchObject({ units: 9, positions: [8, 6] });
    await expect(describeNetwork(parts(), [{ tensor: 'nothing' }])).rejects.toBeInstanceOf(TensorMissing);
    await expect(describeNetwork(parts(), [{ tensor: pool, unitAxis: 9 }])).rejects.toThrow('axis 9');
  });

  it('is refused where it is not whole, with the file named', async () => {
    const { bytes, external } = parts();
    const [[path, file] = ['', undefined]] = [...external];
    const without = new Map(external);
    without.delete(path);
    const cut = new Map(external).set(path, {
      bytes: (file?.bytes ?? 0) - 4,
      read: async () => ((await file?.read()) ?? new Uint8Array()).slice(4),
    });
    await expect(describeNetwork({ bytes, external: without })).rejects.toThrow(`lie in ${path}, which was not given`);
    await expect(describeNetwork({ bytes, external: cut })).rejects.toThrow('bytes, and');
  });

  it('is refused whatever part of its description is broken', async () => {
    const { bytes, external } = parts();
    const text = new TextDecoder().decode(bytes);
    const random = new RandomSource(SEED, 11);
    let refused = 0;
    for (let time = 0; time < CASES; time++) {
      const at = Math.floor(random.uniform() * text.length);
      const length = 1 + Math.floor(random.uniform() * 12);
      const put = ['', '9', '-1', '"', '}', '[', 'null', '99999999', '\u0000'][Math.floor(random.uniform() * 9)] ?? '';
      const broken = new TextEncoder().encode(text.slice(0, at) + put + text.slice(at + length));
      const outcome = await describeNetwork({ bytes: broken, external }).catch((thrown: unknown) => thrown);
      if (outcome instanceof ModelRefused || outcome instanceof TensorMissing) refused++;
      // What is still understood is a network; anything else is a defect.
      else expect(outcome, `${at} ${length} ${put}`).toHaveProperty('layers');
    }
    expect(refused).toBeGreaterThan(CASES / 4);
  });
});

describe('a model.json', () => {
  const withJson = (json: unknown): ModelParts => ({
    bytes: new TextEncoder().encode(JSON.stringify(json)),
    external: new Map(),
  });
  it.each([
    ['without weights', { modelTopology: {}, format: 'layers-model' }, 'no weightsManifest'],
    ['of no format', { modelTopology: {}, weightsManifest: [] }, 'neither a layers-model nor a graph-model'],
    [
      'that leads outside',
      { modelTopology: { node: [] }, weightsManifest: [{ paths: ['../secret'], weights: [] }] },
      'does not lie beside the model',
    ],
    [
      'with an absurd shape',
      {
        modelTopology: { node: [] },
        weightsManifest: [{ paths: [], weights: [{ name: 'w', shape: [-3], dtype: 'float32' }] }],
      },
      'lacks name, shape or dtype',
    ],
    [
      'with a layer that is not known',
      {
        modelTopology: { class_name: 'Sequential', config: { layers: [{ class_name: 'Lambda', config: {} }] } },
        weightsManifest: [],
      },
      'TensorFlow.js cannot run this model',
    ],
  ])('%s is refused', async (_, json, message) => {
    const thrown = await describeNetwork(withJson(json)).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(ModelRefused);
    expect((thrown as ModelRefused).message).toContain(message);
    expect((thrown as ModelRefused).remedy).not.toBe('');
  });
});
