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

// `node bestMatchesMemory.mjs FOLDER UNITS SAMPLES`: the peak of a process that searches, in bytes.
const [folder, units, samples] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
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
const baseBytes = process.resourceUsage().maxRSS * 1024;
const found = await engine.derive(bestMatchesOf(left, right, { kept: 10 }));
const partners = [found.left, found.right].reduce(
  (sum, side) => sum + side.partners.filter((unit) => unit >= 0).length,
  0,
);
console.log(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024, baseBytes, partners }));
process.exit(0);
