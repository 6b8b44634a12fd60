import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelParts } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asGraphModel, asLayersModel, asOnnx, drawWeights } from '../analysis/tfjs/oneNetwork.js';
import { writeProbeSets } from '../architectures/probeSets.mjs';
import { type OpenGraph, openGraph } from './graph.js';

const examples = mkdtempSync(join(tmpdir(), 'unitgraph-probes-'));
let graph: OpenGraph;

beforeAll(async () => {
  writeProbeSets(examples, { count: 16, height: 9, width: 8, length: 4 });
  graph = await openGraph({ UNITGRAPH_EXAMPLES: examples });
});
afterAll(async () => {
  await graph.close();
  rmSync(examples, { recursive: true });
});

const IMPORT = `mutation ($input: ImportNetworkInput!) {
  importNetwork(input: $input) {
    ... on Network { slug format parameterCount inputShape layers { nodes { name kind unitCount positions } } }
    ... on Refused { message remedy }
  }
}`;

async function imported({ bytes, external }: ModelParts, slug: string) {
  const { store } = graph.services;
  const externalData = [];
  for (const [path, file] of external) externalData.push({ path, file: await store.writeBlob(await file.read()) });
  const input = { file: await store.writeBlob(bytes), externalData, slug, scale: 1 / 255 };
  return (await graph.data(IMPORT, { input })).importNetwork;
}

describe('a network of TensorFlow.js', () => {
  it.each(['LayersModel', 'GraphModel'])(
    'comes in as a %s, and is the same as its ONNX file unit by unit',
    async (format) => {
      const weights = drawWeights(format.length);
      const parts = format === 'LayersModel' ? await asLayersModel(weights) : asGraphModel(weights);
      const [mine, theirs] = [format.toLowerCase(), `${format.toLowerCase()}-onnx`];
      const network = await imported(parts, mine);
      expect(network).toMatchObject({ format: 'TFJS', inputShape: [3, 9, 8] });
      expect(network.layers.nodes.map(({ name }: { name: string }) => name)).toEqual([
        'conv1',
        'add',
        'conv3',
        'fc1',
        'fc2',
      ]);
      await imported({ bytes: asOnnx(weights), external: new Map() }, theirs);
      for (const layer of ['conv1', 'add', 'conv3', 'fc1', 'fc2']) {
        const { compare } =
          await graph.data(`{ compare(left: "layer:${mine}/${layer}", right: "layer:${theirs}/${layer}") {
        ... on LayerComparison { matching(rule: ASSIGNMENT) { ... on Matching { mean agreement matchedCount } } }
        ... on Incomparable { message } } }`);
        expect(compare.matching, layer).toBeDefined();
        expect(compare.matching.mean, layer).toBeCloseTo(1, 4);
      }
    },
  );

  it('is refused in words where its weights were not uploaded, or it is none', async () => {
    const parts = asGraphModel(drawWeights(1));
    const refused = await imported({ ...parts, external: new Map() }, 'without');
    expect(refused.message).toContain('lie in group1-shard1of2.bin, which was not given');
    expect(refused.remedy).toContain('externalData');
    const text = new TextEncoder().encode('{"modelTopology": {"node": 3}, "weightsManifest": []}');
    expect((await imported({ bytes: text, external: new Map() }, 'none')).message).toContain('no list of nodes');
    const { networks } = await graph.data('{ networks { nodes { slug } } }');
    expect(networks.nodes.map(({ slug }: { slug: string }) => slug)).not.toContain('without');
  });
});
