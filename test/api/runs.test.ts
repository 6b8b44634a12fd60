import { encodeNpy } from '@unitgraph/analysis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

const bytes = encodeNpy('<f4', [4, 2], Float32Array.from([1, 2, 2, 1, 3, 3, 0, 1]));

/** A checkpoint of two units, imported whole. */
async function importCheckpoint(slug: string, named: object): Promise<void> {
  const manifest = {
    format: 'unitgraph-recordings',
    version: 1,
    network: { slug, ...named },
    probeSet: { digest: 'ef'.repeat(32), slug: 'rows', count: 4 },
    recordings: [
      { layer: 'fc', shape: [4, 2], unitAxis: 1, dtype: 'float32', shards: [{ file: 'fc.npy', stimuli: 4 }] },
    ],
  };
  const { id } = await graph.services.imports.begin(manifest);
  async function* whole() {
    yield bytes;
  }
  await graph.services.imports.receive(id, 0, { chunks: whole(), length: bytes.length });
}

it('checkpoints of a run come by step, whatever the order of import', async () => {
  for (const step of [300, 0, 3_000_000_000]) await importCheckpoint(`run-${step}`, { run: 'run', step });
  await importCheckpoint('other', { run: 'other-run', step: 1 });
  const { networks, network } = await graph.data(
    '{ networks(filter: { run: "run" }) { totalCount nodes { slug run step } } network(slug: "alexnet-1") { run step } }',
  );
  expect(networks).toEqual({
    totalCount: 3,
    nodes: [0, 300, 3_000_000_000].map((step) => ({ slug: `run-${step}`, run: 'run', step })),
  });
  expect(network).toEqual({ run: null, step: null });
});

it('a network does not change its run', async () => {
  await expect(importCheckpoint('run-0', { run: 'run', step: 1 })).rejects.toThrow(/network\.step is 1, and that of/);
});
