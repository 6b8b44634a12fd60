import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeModel, type LayerDescription, type ModelDescription, openForwardRun } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOfWanted } from '../../packages/analysis/dist/onnx/forwardRun.js';
import { type OpenGraph, openGraph } from '../api/graph.js';
import { convertNetwork, type Exported, exportNetworks, hasOnnx, hasTorch } from './exported.js';
import { writeProbeSets } from './probeSets.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unitgraph-exports-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Exports take seconds each; all of them together are done once. */
const PATIENCE = 240_000;
const DESCRIBED = [
  'alexnet',
  'vgg16',
  'googlenet',
  'inception_v3',
  'resnet18',
  'resnet50',
  'densenet121',
  'mobilenet_v2',
  'mobilenet_v3_small',
  'vit_b_16',
  'convnext_tiny',
  'mlp',
  'decoder',
];
const TWINS = ['googlenet', 'resnet18', 'densenet121', 'mobilenet_v3_small', 'mlp', 'decoder'];

describe.skipIf(!hasTorch)('networks as PyTorch exports them', () => {
  const networks = new Map<string, ModelDescription & { readonly exported: Exported }>();
  const layersOf = (name: string): readonly LayerDescription[] => networks.get(name)?.layers ?? [];
  const unitsOf = (name: string, pattern: RegExp, kind?: string): number[] =>
    layersOf(name).flatMap((layer) =>
      pattern.test(layer.name) && (kind === undefined || layer.kind === kind) ? [layer.units] : [],
    );

  beforeAll(async () => {
    for (const exported of exportNetworks(folder, DESCRIBED, '--small')) {
      networks.set(exported.name, { ...(await describeModel(readFileSync(exported.file))), exported });
      if (!TWINS.includes(exported.name)) rmSync(exported.file);
    }
  }, PATIENCE);

  it('have layers, each with units and a name of its own, and an output at last', () => {
    expect([...networks.keys()]).toEqual(DESCRIBED);
    for (const { layers, input, exported } of networks.values()) {
      expect(input.shape).toEqual(exported.name === 'decoder' ? [0] : exported.shape);
      expect(new Set(layers.map(({ name }) => name)).size).toBe(layers.length);
      expect(new Set(layers.map(({ tensor }) => tensor)).size).toBe(layers.length);
      expect(layers.at(-1)?.kind).toBe('OUTPUT');
      expect(layers.filter(({ kind }) => kind === 'OUTPUT')).toHaveLength(1);
      // PyTorch's paths of modules, not numbers of operations.
      for (const { name } of layers) expect(name).not.toMatch(/^(?:Conv|MatMul|Gemm|Add)(?:_\d+)?$|[/:]/);
    }
  });

  it.each(['alexnet', 'vgg16', 'vit_b_16', 'convnext_tiny', 'mlp', 'decoder'])(
    '%s has the parameters that PyTorch counts',
    (name) => {
      expect(networks.get(name)?.parameters).toBe(networks.get(name)?.exported.parameters);
    },
  );

  it('AlexNet has its five convolutions and three dense layers', () => {
    expect(layersOf('alexnet').map(({ name, units }) => [name, units])).toEqual([
      ['features.0', 64],
      ['features.3', 192],
      ['features.6', 384],
      ['features.8', 256],
      ['features.10', 256],
      ['classifier.1', 4096],
      ['classifier.4', 4096],
      ['classifier.6', 1000],
    ]);
    expect(layersOf('alexnet').map(({ receptiveField }) => receptiveField?.size[0])).toEqual([
      11,
      51,
      99,
      131,
      163,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('VGG-16 has thirteen convolutions and three dense layers', () => {
    const wide = [64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512];
    expect(layersOf('vgg16').map(({ units }) => units)).toEqual([...wide, 4096, 4096, 1000]);
  });

  it('GoogLeNet has the ends of its blocks, and their branches', () => {
    expect(unitsOf('googlenet', /^inception\w+$/)).toEqual([256, 480, 512, 512, 512, 528, 832, 832, 1024]);
    expect(unitsOf('googlenet', /^inception3a\.branch/)).toEqual([64, 96, 128, 16, 32, 32]);
    // Six convolutions a block, three before, and the output.
    expect(layersOf('googlenet')).toHaveLength(9 * 7 + 3 + 1);
  });

  it('Inception v3 has the ends of its blocks', () => {
    expect(unitsOf('inception_v3', /^Mixed_\w+$/)).toEqual([256, 288, 288, 768, 768, 768, 768, 768, 1280, 2048, 2048]);
  });

  it.each([
    ['resnet18', [2, 2, 2, 2], [64, 128, 256, 512], ['conv1']],
    ['resnet50', [3, 4, 6, 3], [256, 512, 1024, 2048], ['conv1', 'conv2']],
  ] as const)('%s has the sums of its stages, and what is inside its blocks', (name, blocks, units, inside) => {
    for (const [stage, count] of blocks.entries()) {
      const path = `layer${stage + 1}`;
      expect(unitsOf(name, new RegExp(`^${path}\\.\\d+$`), 'RESIDUAL')).toEqual(new Array(count).fill(units[stage]));
      const found = layersOf(name).filter((layer) => layer.name.startsWith(`${path}.0.`));
      expect(found.map((layer) => layer.name.replace(`${path}.0.`, ''))).toEqual([...inside]);
    }
  });

  it('DenseNet-121 has two convolutions a layer of its blocks, and its transitions', () => {
    for (const [index, count] of [6, 12, 24, 16].entries()) {
      const block = `denseblock${index + 1}\\.denselayer\\d+`;
      expect(unitsOf('densenet121', new RegExp(`${block}\\.conv1$`))).toEqual(new Array(count).fill(128));
      expect(unitsOf('densenet121', new RegExp(`${block}\\.conv2$`))).toEqual(new Array(count).fill(32));
    }
    expect(unitsOf('densenet121', /transition/)).toEqual([128, 256, 512]);
  });

  it('MobileNets have their expansions, and the sums of their blocks', () => {
    expect(unitsOf('mobilenet_v2', /./, 'RESIDUAL')).toEqual([24, 32, 32, 64, 64, 64, 96, 96, 160, 160]);
    expect(unitsOf('mobilenet_v3_small', /./, 'RESIDUAL')).toEqual([24, 40, 40, 48, 96, 96]);
    expect(unitsOf('mobilenet_v2', /^features\.18\./)).toEqual([1280]);
  });

  it('ViT-B has 12 blocks of 3,072 neurons, 12 heads of 64 and two sums of 768', () => {
    const block = '^encoder\\.layers\\.encoder_layer_\\d+';
    const twelve = (units: number): number[] => new Array(12).fill(units);
    expect(unitsOf('vit_b_16', new RegExp(`${block}\\.mlp\\.0$`), 'DENSE')).toEqual(twelve(3072));
    expect(unitsOf('vit_b_16', new RegExp(`${block}\\.self_attention\\.heads$`), 'ATTENTION')).toEqual(twelve(768));
    expect(unitsOf('vit_b_16', new RegExp(`${block}\\.mid$`), 'RESIDUAL')).toEqual(twelve(768));
    expect(unitsOf('vit_b_16', new RegExp(`${block}$`), 'RESIDUAL')).toEqual(twelve(768));
    const others = layersOf('vit_b_16').filter(({ name }) => !new RegExp(block).test(name));
    // Images of 64 x 64 in patches of 16, and the token of the class.
    expect(others.map(({ name, kind, positions }) => [name, kind, positions])).toEqual([
      ['conv_proj', 'CONVOLUTION', [4, 4]],
      ['encoder.ln', 'NORMALIZATION', [17]],
      ['heads.head', 'OUTPUT', []],
    ]);
    const heads = layersOf('vit_b_16').find(({ kind }) => kind === 'ATTENTION');
    expect(heads?.layout).toEqual([
      { role: 'BATCH', extent: 0 },
      { role: 'UNIT', extent: 12 },
      { role: 'POSITION', extent: 17 },
      { role: 'UNIT', extent: 64 },
    ]);
  });

  it('ConvNeXt-T has its sums, and neurons whose channels come last in the file', () => {
    const depths = [3, 3, 9, 3];
    const units = [96, 192, 384, 768];
    expect(unitsOf('convnext_tiny', /./, 'RESIDUAL')).toEqual(
      depths.flatMap((depth, stage) => new Array(depth).fill(units[stage])),
    );
    expect(unitsOf('convnext_tiny', /block\.3$/, 'DENSE')).toEqual(
      depths.flatMap((depth, stage) => new Array(depth).fill(4 * (units[stage] ?? 0))),
    );
    for (const { positions, receptiveField, kind } of layersOf('convnext_tiny')) {
      if (kind === 'OUTPUT') continue;
      expect(positions).toHaveLength(2);
      expect(receptiveField).not.toBeNull();
    }
  });

  it('a decoder has its embedding, streams, heads and neurons', () => {
    expect(layersOf('decoder').map(({ name, kind, units }) => `${name} ${kind} ${units}`)).toEqual([
      'wte EMBEDDING 64',
      ...[0, 1, 2].flatMap((block) => [
        `h.${block}.attn.heads ATTENTION 64`,
        `h.${block}.mid RESIDUAL 64`,
        `h.${block}.mlp.c_fc DENSE 256`,
        `h.${block} RESIDUAL 64`,
      ]),
      'ln_f NORMALIZATION 64',
      'lm_head OUTPUT 256',
    ]);
  });

  it('a perceptron has its layers', () => {
    expect(layersOf('mlp').map(({ name, units }) => [name, units])).toEqual([
      ['0', 256],
      ['2', 128],
      ['4', 10],
    ]);
  });

  describe('and their twins of another seed', () => {
    let graph: OpenGraph;

    beforeAll(async () => {
      exportNetworks(folder, TWINS, '--small', '--seed', '1');
      writeProbeSets(join(folder, 'probes'), { count: 24 });
      graph = await openGraph({ UNITGRAPH_EXAMPLES: join(folder, 'probes') });
      for (const name of TWINS) {
        for (const seed of [0, 1]) {
          const file = await graph.services.store.writeBlob(readFileSync(join(folder, `${name}-${seed}.onnx`)));
          const preset = name === 'mlp' || name === 'decoder' ? null : 'IMAGENET';
          const { importNetwork } = await graph.data(
            'mutation ($input: ImportNetworkInput!) { importNetwork(input: $input) { ... on Refused { message } } }',
            { input: { file, slug: `${name}-${seed}`, preset } },
          );
          expect(importNetwork).toEqual({});
        }
      }
    }, PATIENCE);
    afterAll(() => graph?.close());

    it.each(TWINS)(
      '%s is recorded and compared, layer by layer',
      async (name) => {
        const { convergence } = await graph.data(
          `{ convergence(networks: ["network:${name}-0", "network:${name}-1"], reduction: { kind: MEAN }) { pairs { points {
            layer comparison { ... on LayerComparison { samples matching(rule: GREEDY) { ... on Matching { mean deadLeft deadRight } } } }
          } } } }`,
          {},
          200,
        );
        const [{ points }] = convergence.pairs;
        expect(points.map(({ layer }: { layer: string }) => layer)).toEqual(layersOf(name).map((layer) => layer.name));
        for (const { layer, comparison } of points) {
          expect(comparison.samples).toBe(24);
          const { mean, deadLeft, deadRight } = comparison.matching;
          const units = layersOf(name).find((each) => each.name === layer)?.units;
          // Gates that are closed on all stimuli have nothing to compare.
          if ([deadLeft, deadRight].includes(units)) expect(mean).toBeNull();
          else expect(Math.abs(mean)).toBeLessThanOrEqual(1);
        }
      },
      PATIENCE,
    );
  });

  describe('in other forms', () => {
    const same = (description: ModelDescription): string[] =>
      description.layers.map(({ name, kind, units, positions }) => `${name} ${kind} ${units} [${positions}]`);
    let ofEachSet: Exported[] = [];

    beforeAll(() => {
      // All at once: PyTorch takes seconds to load.
      const options = ['--small', '--opset', '11', '13', '15', '17'];
      ofEachSet = exportNetworks(join(folder, 'sets'), ['resnet18', 'decoder'], ...options);
    }, PATIENCE);

    describe.each([11, 13, 15, 17])('of operator set %i', (opset) => {
      it.each(['resnet18', 'decoder'])('%s has the same layers', async (name) => {
        const { file } = ofEachSet.find((each) => each.name === name && each.opset === opset) as Exported;
        const description = await describeModel(readFileSync(file));
        expect(description.opset).toBe(opset);
        expect(same(description)).toEqual(same(networks.get(name) as ModelDescription));
      });
    });

    it(
      'with a batch of their own have the same layers',
      async () => {
        for (const { name, file } of exportNetworks(
          join(folder, 'fixed'),
          ['resnet18', 'mlp'],
          '--small',
          '--fixed-batch',
        )) {
          expect(same(await describeModel(readFileSync(file)))).toEqual(same(networks.get(name) as ModelDescription));
        }
      },
      PATIENCE,
    );

    it.skipIf(!hasOnnx).each(['resnet18', 'decoder'])(
      '%s of later operator sets has the same layers',
      async (name) => {
        const opsets = [18, 21, 23, 25];
        const target = convertNetwork(
          join(folder, `${name}-0.onnx`),
          join(folder, `${name}-{opset}.onnx`),
          ...['--opset', ...opsets.map(String)],
        );
        for (const opset of opsets) {
          const description = await describeModel(readFileSync(target.replace('{opset}', `${opset}`)));
          expect(description.opset).toBe(opset);
          expect(same(description)).toEqual(same(networks.get(name) as ModelDescription));
        }
      },
      PATIENCE,
    );

    it.skipIf(!hasOnnx)('in half precision have the same layers, and nearly the same values', async () => {
      const half = convertNetwork(join(folder, 'resnet18-0.onnx'), join(folder, 'half.onnx'), '--fp16');
      const bytes = readFileSync(half);
      const description = await describeModel(bytes);
      expect(description.input.elementType).toBe('float16');
      expect(same(description)).toEqual(same(networks.get('resnet18') as ModelDescription));
      const input = Float32Array.from({ length: 2 * 3 * 64 * 64 }, (_, index) => Math.sin(index));
      const [first] = description.layers;
      const outcomes = await Promise.all(
        [bytes, readFileSync(join(folder, 'resnet18-0.onnx'))].map(async (model) => {
          const run = await openForwardRun(model, [first ?? '']);
          const outcome = await run.run(input, 2);
          await run.dispose();
          return [...outcome.values()][0]?.data ?? new Float32Array();
        }),
      );
      const [found, expected] = outcomes as [Float32Array, Float32Array];
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (const [index, value] of found.entries())
        expect(Math.abs(value - (expected[index] ?? 0))).toBeLessThan(0.01 * largest);
    });

    it.skipIf(!hasOnnx)('with weights beside them have the same layers and values', async () => {
      const path = convertNetwork(
        join(folder, 'decoder-0.onnx'),
        join(folder, 'parts.onnx'),
        '--external',
        'parts.data',
      );
      const data = join(folder, 'parts.data');
      const file = { bytes: statSync(data).size, read: async () => readFileSync(data) };
      const model = { bytes: readFileSync(path), external: new Map([['parts.data', file]]) };
      expect(file.bytes).toBeGreaterThan(model.bytes.length);
      const { layers } = await describeModel(model);
      expect(layers).toEqual(layersOf('decoder'));
      const outcomes = await Promise.all(
        [model, readFileSync(join(folder, 'decoder-0.onnx'))].map(async (each) => {
          const run = await openForwardRun(each, layers);
          const outcome = await run.run(Float32Array.from([3, 1, 4, 1, 5, 9, 2, 6]), 2);
          await run.dispose();
          return layers.map((layer) => outcome.get(nameOfWanted(layer)));
        }),
      );
      expect(outcomes[1]).toEqual(outcomes[0]);
    });
  });
});
