import { Engine, importedRecordingOf, selectBackend } from '@unitgraph/analysis';
import { FolderStore } from '../../apps/server/dist/storage/folderStore.js';
import { casesOf, writeLayer } from '../price/cases.mjs';

/** Layers that are computed with first, so that code and threads are there. */
export const SMALL = { units: 8, samples: 500 };

const SIDES = [1, 2];
const nameOf = ({ units, samples }, side) => `${units} x ${samples}, ${side}`;

/** A store in that folder, and an engine over it. */
export async function openHome(home) {
  const store = new FolderStore(home);
  await store.prepare();
  const { backend } = await selectBackend({ prefer: process.env.UNITGRAPH_BACKEND || undefined });
  return { store, engine: new Engine({ store, backend: async () => backend, calibrates: false }) };
}

/** Writes both layers of a size. */
export async function writeSides(store, size) {
  for (const side of SIDES) await writeLayer(store, { name: nameOf(size, side), ...size, seed: side });
}

/** A computation of every kind on them. */
export function casesFrom(size) {
  const [left, right] = SIDES.map((side) => {
    const layer = nameOf(size, side);
    const said = { layer, network: 'made', probeSet: 'made', units: size.units, stimuli: size.samples, positions: 1 };
    return importedRecordingOf({ content: `${layer} ${side}`, ...said });
  });
  return casesOf(left, right);
}
