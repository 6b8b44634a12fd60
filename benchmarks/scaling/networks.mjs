import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  contentOf,
  decodeNpy,
  Engine,
  importedRecordingOf,
  MemoryStore,
  matchingsOf,
  packBundle,
  writeRecording,
} from '@unitgraph/analysis';
import { writeRecordings } from '../wholePair/recordings.mjs';

const SIZE = { samples: 5000, units: 64 };

/** So many networks, recorded, and what the engine does when all their pairs are wanted at once. */
export async function networksIn(folder, count, { backend }) {
  const store = new MemoryStore();
  const recordings = [];
  for (let network = 0; network < count; network++) {
    if (network % 2 === 0) writeRecordings(folder, { ...SIZE, seed: 1 + network });
    const { data } = decodeNpy(readFileSync(join(folder, network % 2 === 0 ? 'left.npy' : 'right.npy')), 'side');
    const title = `network ${network}`;
    const recording = await writeRecording(data, { units: SIZE.units, title, key: title }, store);
    const wanted = importedRecordingOf({
      ...{ content: contentOf(recording), layer: 'layer', network: title, probeSet: 'samples' },
      ...{ units: SIZE.units, stimuli: SIZE.samples, positions: 1 },
    });
    await store.writeValue(wanted.key, packBundle(recording));
    recordings.push(wanted);
  }
  const pairs = recordings.flatMap((left, place) =>
    recordings.slice(place + 1).map((right) => matchingsOf(left, right)),
  );
  return {
    /** All pairs from nothing but the recordings. */
    async all() {
      for (const { parameters, key } of pairs)
        for (const made of [key, parameters.correlation.key]) await store.removeValue(made);
      const engine = new Engine({ store, backend: async () => backend, calibrates: false });
      await Promise.all(pairs.map((pair) => engine.derive(pair)));
      if (engine.computed < pairs.length) throw new Error(`Only ${engine.computed} values were computed.`);
    },
  };
}
