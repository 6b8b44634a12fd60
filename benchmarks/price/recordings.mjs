import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeNetwork, readModel, recordingOf, reducedRecordingOf } from '@unitgraph/analysis';

const FOLDER = join(import.meta.dirname, '../../examples/digits');

/** Recordings of some layers of the example networks, one forward run each, as they are asked for by an import of the network. */
export async function recordingsOfExamples(store) {
  const blob = await store.writeBlob(new Uint8Array(readFileSync(join(FOLDER, 'stimuli.npy'))));
  const { networks } = JSON.parse(readFileSync(join(FOLDER, 'example.json'), 'utf8'));
  const wanted = [];
  for (const { slug, file, preprocessing } of networks) {
    const digest = await store.writeBlob(new Uint8Array(readFileSync(join(FOLDER, file))));
    const { layers } = await describeNetwork(await readModel(digest, store), []);
    const recorded = (layer) =>
      recordingOf({
        ...{ network: { digest, slug, preprocessing }, layer, reduction: { kind: 'ALL_POSITIONS' } },
        probeSet: { digest: blob, slug: 'digits', stimuli: { blob, count: 1797, shape: [1, 8, 8] } },
      });
    for (const layer of layers.filter((_, place) => place % 3 === 0)) wanted.push(recorded(layer));
    wanted.push(reducedRecordingOf(recorded(layers[1]), { kind: 'MEAN' }));
  }
  return wanted;
}
