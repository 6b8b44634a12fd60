import { createHash } from 'node:crypto';
import {
  bestMatchesOf,
  contentOf,
  Engine,
  importedRecordingOf,
  packBundle,
  RandomSource,
  selectBackend,
  writeRecording,
} from '@unitgraph/analysis';
import { FolderStore } from '../../apps/server/dist/storage/folderStore.js';

// `node bestMatchesProcess.mjs FOLDER UNITS SAMPLES [TILE_UNITS BAND_UNITS]`: searches seeded layers in a process of its own. Prints `band`
// for each that is finished, and at the end what came out and the peak of memory, in bytes.
const [folder, ...numbers] = process.argv.slice(2);
const [units, samples, tileUnits, bandUnits] = numbers.map(Number);
const store = new FolderStore(folder);
await store.prepare();
const sideOf = async (name, seed) => {
  const random = new RandomSource(seed);
  const values = Float32Array.from({ length: units * samples }, () => random.uniform());
  const recording = await writeRecording(values, { units, title: name, key: name }, store);
  const said = { layer: name, network: 'random', probeSet: 'numbers', units, stimuli: samples, positions: 1 };
  const wanted = importedRecordingOf({ ...said, content: contentOf(recording) });
  await store.writeValue(wanted.key, packBundle(recording));
  return wanted;
};
const [left, right] = [await sideOf('left', 1), await sideOf('right', 2)];
const engine = new Engine({ store, backend: async () => (await selectBackend()).backend });
engine.subscribe(({ derivation: { kind }, state }) => {
  if (kind === 'bestMatches' && state === 'DONE') console.log('band');
});
const baseBytes = process.resourceUsage().maxRSS * 1024;
const plan = tileUnits === undefined ? {} : { plan: { tileUnits, bandUnits } };
const found = await engine.derive(bestMatchesOf(left, right, { kept: 10, ...plan }));
const hash = createHash('sha256');
for (const { partners, values } of [found.left, found.right]) hash.update(partners).update(values);
const partners = [found.left, found.right].flatMap((side) => [...side.partners.filter((unit) => unit >= 0)]).length;
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ peakBytes, baseBytes, partners, digest: hash.digest('hex') }));
process.exit(0);
