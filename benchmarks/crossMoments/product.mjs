/**
 * Ours, in a process of its own: product.mjs HOME LAYERS UNITS SAMPLES. The recordings are made from the .npy files of HOME. Runs each case
 * whose name it reads: see runner.mjs. Ready, it tells what runs, how many shards there are, and two sums.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  comomentsTogether,
  correlationOf,
  decodeNpy,
  Engine,
  MemoryStore,
  packBundle,
  selectBackend,
  writeRecording,
} from '@unitgraph/analysis';
import { FolderStore } from '../../apps/server/dist/storage/folderStore.js';

const [home, ...numbers] = process.argv.slice(2);
const [layers, units, samples] = numbers.map(Number);

/** The store as a folder, counting how often blobs are read. */
class CountingStore extends FolderStore {
  reads = 0;
  async readBlob(digest) {
    this.reads += 1;
    return super.readBlob(digest);
  }
  async readBlobInto(digest, into) {
    this.reads += 1;
    return super.readBlobInto(digest, into);
  }
}

const store = new CountingStore(home);
await store.prepare();
const recordings = [];
const wanted = [];
for (let layer = 0; layer < layers; layer++) {
  const key = `${layer}`.repeat(64);
  const title = `Record layer ${layer} on noise`;
  const { data } = decodeNpy(readFileSync(join(home, `layer${layer}.npy`)), `layer ${layer}`);
  const made = await writeRecording(data, { units, title, key }, store);
  await store.writeValue(key, packBundle(made));
  recordings.push(made);
  const size = { units, samples, positions: 1 };
  wanted.push({ kind: 'importedRecording', version: 1, parameters: { layer }, title, size, key });
}
const memory = new MemoryStore();
for (const { shards } of recordings.slice(0, 2))
  for (const { digest } of shards) memory.blobs.set(digest, new Uint8Array(await store.readBlob(digest)));

const { backend } = await selectBackend({ prefer: process.env.UNITGRAPH_BACKEND });
const engine = new Engine({ store, backend: async () => backend, calibrates: false });
const silent = { report: async () => {} };
const pair = [{ left: 0, right: 1, precise: false }];
const pairs = wanted.flatMap((left, index) => wanted.slice(index + 1).map((right) => correlationOf(left, right)));

const passOver = async (from) => {
  const [sums] = await comomentsTogether(recordings.slice(0, 2), pair, { store: from, backend }, silent);
  return sums;
};
const cases = {
  memory: () => passOver(memory),
  disk: () => passOver(store),
  value: () => engine.derive(pairs[0]),
  together: () => Promise.all(pairs.map((each) => engine.derive(each))),
  apart: async () => {
    for (const each of pairs) await engine.derive(each);
  },
};
const shards = recordings.reduce((sum, recording) => sum + recording.shards.length, 0);
const sums = await passOver(memory);
const runs = `${backend.name} on ${backend.device}`;
console.log(JSON.stringify({ runs, shards, first: sums[0], last: sums.at(-1) }));

for await (const name of createInterface(process.stdin)) {
  for (const { key } of pairs) await engine.forget(key);
  store.reads = 0;
  const start = performance.now();
  await cases[name]();
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({ seconds, reads: store.reads }));
}
await engine.dispose();
