import { importedRecordingOf, packBundle, RandomSource } from '@unitgraph/analysis';
import { LayerRecorder } from '../../packages/analysis/dist/recordings/layerRecorder.js';

export { writeLayer } from '../price/cases.mjs';

/** A layer with several positions, of rectified noise, in the store. @returns its derivation */
export async function writeWide(store, { units, stimuli, positions, seed }) {
  const random = new RandomSource(seed);
  const values = Float32Array.from({ length: stimuli * units * positions }, () => Math.max(0, random.uniform() - 0.4));
  const said = { key: 'wide', title: 'wide', tensor: 'wide', reduction: { kind: 'ALL_POSITIONS' }, units, positions };
  const recorder = new LayerRecorder(said, stimuli, store);
  await recorder.take(values, 0, stimuli);
  const wanted = importedRecordingOf({
    ...{ content: `wide ${units} ${stimuli} ${positions} ${seed}`, layer: 'wide', network: 'made', probeSet: 'made' },
    ...{ units, stimuli, positions },
  });
  await store.writeValue(wanted.key, packBundle(await recorder.finish()));
  return wanted;
}
