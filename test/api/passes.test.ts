import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Derivation, Recording } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
const folder = mkdtempSync(join(tmpdir(), 'unitgraph-reads-'));
const reads = join(folder, 'reads');
const before = process.env.NODE_OPTIONS;
beforeAll(async () => {
  writeFileSync(reads, '');
  process.env.UNITGRAPH_TEST_READS = reads;
  process.env.NODE_OPTIONS = `${before ?? ''} --import=${pathToFileURL(join(import.meta.dirname, 'countReads.mjs')).href}`;
  graph = await openGraph();
});
afterAll(async () => {
  await graph.close();
  if (before === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = before;
  delete process.env.UNITGRAPH_TEST_READS;
  rmSync(folder, { recursive: true, force: true });
});

const LAYERS = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'];
const OTHERS = ['conv2', 'conv4'];

/** The ten pairs of five layers of one network with two of another one, in one operation. */
function tenPairs(field: string, reduction = 'MEAN'): string {
  const pairs = LAYERS.flatMap((left) => OTHERS.map((right) => [left, right] as const));
  const aliases = pairs.map(
    ([
      left,
      right,
    ]) => `${left}_${right}: compare(left: "layer:alexnet-1/${left}", right: "layer:alexnet-2/${right}", reduction: {kind: ${reduction}}) {
      ... on LayerComparison { ${field} } }`,
  );
  return `{ ${aliases.join('\n')} }`;
}

const SIDES = [...LAYERS.map((layer) => `alexnet-1/${layer}`), ...OTHERS.map((layer) => `alexnet-2/${layer}`)];

/** Has the layers recorded, and forgets what was read for that. @returns the digests of all shards */
async function record(reduction = 'MEAN'): Promise<string[]> {
  const aliases = SIDES.map(
    (side, index) =>
      `s${index}: node(id: "layer:${side}") { ... on Layer { recording(reduction: {kind: ${reduction}}) { ... on Recording { digest } } } }`,
  );
  const found = await graph.data(`{ ${aliases.join(' ')} }`);
  const shards: string[] = [];
  for (const index of SIDES.keys()) {
    const { digest } = found[`s${index}`].recording;
    const recording = await graph.services.compute.find({ kind: 'recording', key: digest } as Derivation<Recording>);
    shards.push(...(recording as Recording).shards.map((shard) => shard.digest));
  }
  writeFileSync(reads, '');
  return shards;
}

function countsOf(digests: readonly string[]): number[] {
  const lines = readFileSync(reads, 'utf8').split('\n');
  return digests.map((digest) => lines.filter((line) => line === digest).length);
}

describe('one operation over ten pairs of the same two networks', () => {
  it('reads each recording once for all correlations', async () => {
    const shards = await record();
    const answer = await graph.data(tenPairs('matching(rule: GREEDY) { ... on Matching { mean } }'));
    expect(Object.values(answer).length).toBe(10);
    for (const pair of Object.values(answer) as { matching: { mean: number } }[])
      expect(pair.matching.mean).toBeGreaterThan(0);
    expect(countsOf(shards)).toEqual(shards.map(() => 1));
  });

  it('reads each recording once for all second moments, of pairs and of each side', async () => {
    const shards = await record();
    const answer = await graph.data(tenPairs('similarity(by: CKA_LINEAR) { ... on Similarity { value } }'));
    for (const pair of Object.values(answer) as { similarity: { value: number } }[])
      expect(pair.similarity.value).toBeGreaterThan(0);
    expect(countsOf(shards)).toEqual(shards.map(() => 1));
  });

  it('reads each recording once for all correlations and all ranks, which are different passes', async () => {
    const shards = await record('MAX');
    const fields = ['PEARSON', 'SPEARMAN'].map(
      (by) => `${by}: matching(rule: GREEDY, by: ${by}) { ... on Matching { mean } }`,
    );
    const answer = await graph.data(tenPairs(fields.join(' '), 'MAX'));
    for (const pair of Object.values(answer) as { SPEARMAN: { mean: number } }[])
      expect(pair.SPEARMAN.mean).toBeGreaterThan(0);
    expect(countsOf(shards)).toEqual(shards.map(() => 1));
  });
});
