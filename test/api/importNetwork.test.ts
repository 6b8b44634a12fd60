import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobsOfModel } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoder } from '../analysis/onnx/transformerModel.js';
import { type ModelOf, randomWeights, writeModel } from '../analysis/onnx/writeModel.js';
import { writeProbeSets } from '../architectures/probeSets.mjs';
import { type OpenGraph, openGraph } from './graph.js';

const examples = mkdtempSync(join(tmpdir(), 'unitgraph-probes-'));
let graph: OpenGraph;

beforeAll(async () => {
  writeProbeSets(examples, { count: 12, height: 20, width: 24, length: 6 });
  graph = await openGraph({ UNITGRAPH_EXAMPLES: examples });
});
afterAll(async () => {
  await graph.close();
  rmSync(examples, { recursive: true });
});

/** A convolution that keeps its size, on images of 16 x 16. */
const image = (seed: number): ModelOf => ({
  inputs: { image: ['batch', 3, 16, 16] },
  weights: { w: randomWeights([4, 3, 3, 3], seed), v: randomWeights([4, 5], seed + 1) },
  nodes: [
    { op: 'Conv', inputs: ['image', 'w'], outputs: ['a'], name: '/conv/Conv', attributes: { pads: [1, 1, 1, 1] } },
    { op: 'Relu', inputs: ['a'], outputs: ['b'] },
    { op: 'ReduceMean', inputs: ['b'], outputs: ['c'], attributes: { axes: [2, 3], keepdims: 0 } },
    { op: 'MatMul', inputs: ['c', 'v'], outputs: ['y'], name: '/fc/MatMul' },
  ],
  outputs: ['y'],
});

const IMPORT = `mutation ($input: ImportNetworkInput!) {
  importNetwork(input: $input) {
    ... on Network {
      id inputKind inputShape inputType filledInputs
      layers { nodes { name kind unitCount positions } }
      preprocessing {
        preset channelOrder scale mean deviation crop summary
        resize { shorterSide height width interpolation }
      }
    }
    ... on Refused { message remedy }
  }
}`;

async function imported(model: ModelOf | Uint8Array, input: Record<string, unknown>) {
  const bytes = model instanceof Uint8Array ? model : writeModel(model);
  const file = await graph.services.store.writeBlob(bytes);
  return (await graph.data(IMPORT, { input: { file, ...input } })).importNetwork;
}

describe('preprocessing', () => {
  it('is filled by a preset, and shown', async () => {
    const { preprocessing, inputKind, inputShape } = await imported(image(1), { slug: 'one', preset: 'IMAGENET' });
    expect([inputKind, inputShape]).toEqual(['IMAGE', [3, 16, 16]]);
    expect(preprocessing).toEqual({
      preset: 'IMAGENET',
      channelOrder: 'RGB',
      scale: 1 / 255,
      mean: [0.485, 0.456, 0.406],
      deviation: [0.229, 0.224, 0.225],
      crop: [16, 16],
      summary: 'shorter side 18 (bilinear), centre 16 x 16, / 255, - [0.485 0.456 0.406], / [0.229 0.224 0.225]',
      resize: { shorterSide: 18, height: null, width: null, interpolation: 'BILINEAR' },
    });
  });

  it('takes what is given in place of what the preset has', async () => {
    const { preprocessing } = await imported(image(2), {
      slug: 'two',
      preset: 'CAFFE',
      channelOrder: 'RGB',
      scale: 2,
      resize: { height: 16, width: 20, interpolation: 'BICUBIC' },
    });
    expect(preprocessing).toMatchObject({
      preset: null,
      channelOrder: 'RGB',
      scale: 2,
      mean: [103.939, 116.779, 123.68],
      resize: { shorterSide: null, height: 16, width: 20, interpolation: 'BICUBIC' },
    });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a size that is none', { resize: {} }, /shorterSide, or height and width/],
    ['two sizes at once', { resize: { shorterSide: 20, height: 20, width: 20 } }, /shorterSide, or height and width/],
    ['a size without end', { resize: { shorterSide: 100_000 } }, /shorterSide/],
    ['less than the network takes', { resize: { shorterSide: 15 } }, /less than the 16 x 16/],
    ['means of other channels', { mean: [1] }, /mean has 1 numbers.*3 channels/],
    ['a division by nothing', { deviation: [1, 0, 1] }, /other than 0/],
  ])('refuses %s', async (_, input, message) => {
    expect((await imported(image(3), { slug: 'three', ...input })).message).toMatch(message);
  });

  it('lets a network take stimuli of another size, and shows where in them it looks', async () => {
    const data = await graph.data(`{
      one: network(slug: "one") { layer(name: "conv") { unit(index: 1) { topStimuli(first: 2) { ... on TopStimuli {
        activations { position receptiveField { top left bottom right } stimulus { probeSet { slug } } } } } } } }
    }`);
    const [activation] = data.one.layer.unit.topStimuli.activations;
    expect(activation.stimulus.probeSet.slug).toBe('images');
    // 20 x 24 become 18 x 21, of which 16 x 16 are taken from row 1 and column 2 on (2.5, rounded to even).
    const [row, column] = activation.position;
    expect(activation.receptiveField).toEqual({
      top: Math.floor(((row - 1 + 1) * 20) / 18),
      left: Math.floor(((column - 1 + 2) * 24) / 21),
      bottom: Math.ceil(((row + 2 + 1) * 20) / 18),
      right: Math.ceil(((column + 2 + 2) * 24) / 21),
    });
  });

  it('makes networks comparable on the same stimuli, and says where one does not take them', async () => {
    const compare = (left: string, right: string) =>
      graph.data(`{ compare(left: "layer:${left}/conv", right: "layer:${right}/conv") {
        ... on LayerComparison { samples matching(rule: GREEDY) { ... on Matching { mean } } }
        ... on Incomparable { reason message } } }`);
    await imported(image(4), { slug: 'four', preset: 'IMAGENET' });
    await imported(image(5), { slug: 'five' });
    const { compare: alike } = await compare('one', 'four');
    expect(alike.samples).toBe(12 * 256);
    expect(alike.matching.mean).toBeGreaterThan(0);
    const { compare: unlike } = await compare('one', 'five');
    expect(unlike).toMatchObject({ reason: 'PROBE_SET' });
    expect(unlike.message).toMatch(/five takes inputs of 3 x 16 x 16, and its stimuli are 3 x 20 x 24/);
  });
});

describe('networks of tokens', () => {
  it('come in with layers as long as the stimuli, and are recorded on rows of tokens', async () => {
    const network = await imported(
      { ...decoder(), weights: { ...decoder().weights, 'wte.weight': randomWeights([256, 12]) } },
      { slug: 'words' },
    );
    expect(network).toMatchObject({ inputKind: 'TOKENS', inputShape: [0], inputType: 'int64', filledInputs: [] });
    expect(network.layers.nodes.map((layer: { positions: number[] }) => layer.positions)).toEqual(
      new Array(7).fill([0]),
    );
    const { network: found } = await graph.data(`{ network(slug: "words") { layer(name: "h.0.mlp.c_fc") {
      recording { ... on Recording { samples probeSet { slug } } }
      sampled: recording(reduction: { kind: SAMPLED, positions: 7 }) { ... on Unavailable { message } }
      unit(index: 0) { topStimuli(first: 1) { ... on TopStimuli { activations { position receptiveField { top } stimulus { index image } } } } }
    } } }`);
    expect(found.layer.recording).toEqual({ samples: 72, probeSet: { slug: 'tokens' } });
    expect(found.layer.sampled.message).toMatch(/takes 7 positions, and h\.0\.mlp\.c_fc of words has 6/);
    const [activation] = found.layer.unit.topStimuli.activations;
    expect(activation.position).toHaveLength(1);
    expect(activation.position[0]).toBeLessThan(6);
    expect(activation.receptiveField).toBeNull();
  });

  it('refuse preprocessing that makes no sense, and probe sets of other things', async () => {
    expect((await imported(decoder(), { slug: 'words-2', scale: 2 })).message).toMatch(/no sense.*takes tokens/);
    expect((await imported(decoder(), { slug: 'words-2', preset: 'CLIP' })).message).toMatch(/preset makes no sense/);
    const { network } = await graph.data(`{ network(slug: "words") { layer(name: "wte") {
      recording(probeSet: "probe-set:features") { ... on Unavailable { message } } } } }`);
    expect(network.layer.recording.message).toMatch(/words takes inputs of rows of tokens/);
  });

  it('compare token by token', async () => {
    const weights = { ...decoder().weights, 'wte.weight': randomWeights([256, 12], 9) };
    await imported({ ...decoder(), weights }, { slug: 'other-words' });
    const { compare } =
      await graph.data(`{ compare(left: "layer:words/h.0.attn.heads", right: "layer:other-words/h.0.attn.heads") {
      ... on LayerComparison { samples matching(rule: ASSIGNMENT) { ... on Matching { mean matchedCount } } } } }`);
    expect(compare.samples).toBe(72);
    expect(compare.matching.matchedCount).toBe(12);
  });
});

describe('layers that people name', () => {
  it('come in with the axis that they say, and are recorded by it', async () => {
    const layers = [{ tensor: 'b', name: 'rows', unitAxis: 2 }];
    const network = await imported(image(1), { slug: 'rows', preset: 'IMAGENET', layers });
    expect(network.layers.nodes[0]).toMatchObject({ name: 'rows', unitCount: 16, positions: [4, 16] });
    // The same numbers, seen along another axis: means over all of them agree.
    const { rows, channels } = await graph.data(`{
      rows: network(slug: "rows") { layer(name: "rows") { summary { ... on LayerSummary { samples meanActivation meanZeroShare } } } }
      channels: network(slug: "one") { layer(name: "conv") { summary { ... on LayerSummary { samples meanActivation meanZeroShare } } } }
    }`);
    expect(rows.layer.summary.samples).toBe(12 * 64);
    expect(rows.layer.summary.meanActivation).toBeCloseTo(channels.layer.summary.meanActivation, 6);
    expect(rows.layer.summary.meanZeroShare).toBeCloseTo(channels.layer.summary.meanZeroShare, 9);
  });

  it('are refused where there is no such axis', async () => {
    const layers = [{ tensor: 'b', unitAxis: 4 }];
    expect((await imported(image(1), { slug: 'more', layers })).message).toMatch(/no axis 4/);
  });
});

describe('files beside a model', () => {
  const model: ModelOf = { ...image(6), externalFile: 'weights.bin' };
  const place = { w: { offset: 0, length: 432 }, v: { offset: 432, length: 80 } };
  const bytes = writeModel({ ...model, externalRanges: place });
  const numbers = (name: string): readonly number[] => model.weights?.[name]?.values ?? [];
  const data = new Uint8Array(Float32Array.from([...numbers('w'), ...numbers('v')]).buffer);

  it('come in with it, and make the network that it would be in one file', async () => {
    const file = await graph.services.store.writeBlob(data);
    await imported(bytes, { slug: 'parts', preset: 'IMAGENET', externalData: [{ path: 'weights.bin', file }] });
    await imported(image(6), { slug: 'whole', preset: 'IMAGENET' });
    const fields =
      'bytes digest layer(name: "conv") { summary { ... on LayerSummary { meanActivation meanZeroShare } } }';
    const { parts, whole } = await graph.data(
      `{ parts: network(slug: "parts") { ${fields} } whole: network(slug: "whole") { ${fields} } }`,
    );
    expect(parts.layer).toEqual(whole.layer);
    expect(parts.bytes).toBe(bytes.length + data.length);
    expect(parts.digest).not.toBe(whole.digest);
    // Only the list of files is named by the catalog; what it names is kept with it.
    const kept = await blobsOfModel(parts.digest, graph.services.store);
    expect(kept).toHaveLength(3);
  });

  it.each<[string, Record<string, unknown>[], RegExp]>([
    ['not given', [], /w first.*weights\.bin, which was not given/],
    ['never uploaded', [{ path: 'weights.bin', file: 'a'.repeat(64) }], /no uploaded file of weights\.bin: aaaa/],
    ['outside', [{ path: '../weights.bin', file: 'a'.repeat(64) }], /does not lie beside the model/],
  ])('are refused when %s', async (_, externalData, message) => {
    expect((await imported(bytes, { slug: 'broken', externalData })).message).toMatch(message);
  });

  it('are refused when named twice', async () => {
    const file = await graph.services.store.writeBlob(data);
    const externalData = [0, 1].map(() => ({ path: 'weights.bin', file }));
    expect((await imported(bytes, { slug: 'twice', externalData })).message).toMatch(/weights\.bin twice/);
  });
});
