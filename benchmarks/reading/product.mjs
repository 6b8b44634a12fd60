/**
 * One round in a process of its own: product.mjs HOME UNITS SAMPLES WAY, WAY being `together` or `apart`. Recordings are written to HOME
 * when they are not there yet. Prints JSON: for each page its seconds, the shards read, and how often; apart, by kind of computation too.
 */
import { Engine, packBundle, RandomSource, selectBackend, unpackBundle, writeRecording } from '@unitgraph/analysis';
import { FolderStore } from '../../apps/server/dist/storage/folderStore.js';
import { PAGES } from './pages.mjs';

const [home, units, samples, way] = [
  process.argv[2],
  Number(process.argv[3]),
  Number(process.argv[4]),
  process.argv[5],
];

/** The store as a folder, counting which blobs are read. */
class CountingStore extends FolderStore {
  reads = [];
  async readBlob(digest) {
    this.reads.push(digest);
    return super.readBlob(digest);
  }
  async readBlobInto(digest, into) {
    this.reads.push(digest);
    return super.readBlobInto(digest, into);
  }
}

/** A layer of a network: units x samples, rectified, of which some is shared by all. */
async function layerOf(store, name, seed) {
  const key = `${seed}`.padStart(64, '0');
  const size = { units, samples, stimuli: samples, positions: 1, flops: 0 };
  const wanted = {
    kind: 'importedRecording',
    version: 1,
    parameters: { name },
    title: `Record ${name} on noise`,
    size,
    key,
  };
  const kept = await store.readValue(key);
  if (kept !== undefined) return { wanted, shards: unpackBundle(kept).shards.length };
  const random = new RandomSource(seed);
  const values = new Float32Array(samples * units);
  for (let sample = 0; sample < samples; sample++)
    for (let unit = 0; unit < units; unit++)
      values[sample * units + unit] = Math.max(0, Math.sin(sample * (1 + (unit % 7))) + 2 * random.uniform() - 1.2);
  const made = await writeRecording(values, { units, title: name, key }, store);
  await store.writeValue(key, packBundle(made));
  return { wanted, shards: made.shards.length };
}

const store = new CountingStore(home);
await store.prepare();
const networks = [];
for (const network of [0, 1]) {
  const layers = [];
  for (let layer = 0; layer < 5; layer++)
    layers.push(await layerOf(store, `layer ${layer} of network ${network}`, 1 + 5 * network + layer));
  networks.push(layers);
}
const shards = networks[0][0].shards;
const { backend } = await selectBackend({ prefer: process.env.UNITGRAPH_BACKEND });
const engine = new Engine({ store, backend: async () => backend, calibrates: false });
const running = new Map();
engine.subscribe(({ derivation, state }) => {
  if (state === 'RUNNING') running.set(derivation.key, derivation.kind);
  else if (state !== 'QUEUED') running.delete(derivation.key);
});

const pages = {};
for (const [name, page] of Object.entries(PAGES)) {
  const wanted = page(networks.map((layers) => layers.map((layer) => layer.wanted)));
  store.reads = [];
  const byKind = {};
  const [start, used] = [performance.now(), process.cpuUsage()];
  if (way === 'together') await Promise.all(wanted.map((each) => engine.derive(each)));
  else for (const each of wanted) await derivedOneByOne(each, byKind);
  const { user, system } = process.cpuUsage(used);
  pages[name] = {
    seconds: (performance.now() - start) / 1000,
    processorSeconds: (user + system) / 1e6,
    reads: store.reads.length,
    different: new Set(store.reads).size,
    byKind,
  };
  for (const each of wanted) await forgotten(each);
}
console.log(JSON.stringify({ runs: `${backend.name} on ${backend.device}`, shards, pages }));
await engine.dispose();

/** What it needs comes first, each by itself. */
async function derivedOneByOne(wanted, byKind) {
  for (const input of inputsOf(wanted)) if (input.kind !== 'importedRecording') await derivedOneByOne(input, byKind);
  const before = store.reads.length;
  await engine.derive(wanted);
  byKind[wanted.kind] = (byKind[wanted.kind] ?? 0) + store.reads.length - before;
}

async function forgotten(wanted) {
  for (const input of inputsOf(wanted)) if (input.kind !== 'importedRecording') await forgotten(input);
  await engine.forget(wanted.key);
}

function inputsOf({ parameters }) {
  const found = [];
  const visit = (part) => {
    if (typeof part !== 'object' || part === null) return;
    if ('key' in part && 'kind' in part) found.push(part);
    else Object.values(part).forEach(visit);
  };
  visit(parameters);
  return found;
}
