import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Backend, type BackendName, Engine, MemoryStore, openBackend } from '@unitgraph/analysis';
import { afterEach, describe, expect, it } from 'vitest';
// The computations whose prices are measured: one of every kind.
import { casesOf, writeLayer } from '../../benchmarks/price/cases.mjs';

const require = createRequire(new URL('../../packages/analysis/dist/index.js', import.meta.url));
const tf = require('@tensorflow/tfjs-core') as { memory(): { numTensors: number; numDataBuffers: number } };

const QUERIES = 1_000;
/** Queries after which caches, compiled code and threads are there. */
const WARM = 300;
/** Bytes that the process may have grown by then: far less than a leak of one block a query would take. */
const GROWTH = 64 * 2 ** 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function resident(): Promise<number> {
  for (let time = 0; time < 3; time++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().rss;
}

let backend: Backend | undefined;
afterEach(() => backend?.dispose());

/** So many computations of all kinds on small layers, a few of them cancelled; what is finished is let go of now and then. */
async function ask(engine: Engine, store: MemoryStore, from: number, to: number): Promise<void> {
  let asked = from;
  for (let round = from; asked < to; round++) {
    const units = 5 + (round % 4);
    const samples = 60 + 10 * (round % 3);
    const x = await writeLayer(store, { name: `left ${round}`, units, samples, seed: round });
    const y = await writeLayer(store, { name: `right ${round}`, units: units + 1, samples, seed: round + 0.5 });
    const wanted = casesOf(x, y);
    await Promise.all(
      wanted.map(async (each, place) => {
        const derived = engine.derive(each);
        if (place % 11 === round % 11) engine.cancel(each.key);
        // One that was cancelled takes those with it that wait for it.
        await derived.catch((error: unknown) => expect(String(error)).toMatch(/cancelled/));
      }),
    );
    asked += wanted.length;
    store.values.clear();
    store.blobs.clear();
  }
}

describe('a thousand mixed queries', () => {
  it.each<BackendName>(['wasm', 'onnxruntime'])('leave nothing behind on %s', async (name) => {
    const opened = await openBackend(name);
    backend = opened;
    const store = new MemoryStore();
    const engine = new Engine({ store, backend: async () => opened, memoryBytes: 512 * 2 ** 20 });
    await ask(engine, store, 0, WARM);
    const { numTensors, numDataBuffers } = tf.memory();
    const before = await resident();
    await ask(engine, store, WARM, QUERIES);
    const after = await resident();
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
    expect(engine.computed).toBeGreaterThan(QUERIES / 2);
    expect(after - before).toBeLessThan(GROWTH);
  });
});
