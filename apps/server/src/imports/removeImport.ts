import type { ImportRecord } from '../catalog/records.js';
import type { ComputeClient } from '../compute/computeClient.js';
import { importedDerivation } from '../recordings/importedDerivation.js';
import type { Place } from './completeImport.js';
import { shardKey } from './shardKey.js';

/** Takes an import out of the catalog, and the values away that only it needed. Its blobs stay until space is freed. */
export async function removeImport(
  { store, catalog, compute }: Place & { readonly compute: ComputeClient },
  { id, files, network: slug }: ImportRecord,
): Promise<void> {
  const [network] = await catalog.networks.bySlug([slug]);
  await catalog.imports.remove(id);
  for (const shard of files.keys()) await store.removeValue(shardKey(id, shard));
  const others = (await catalog.networks.all()).flatMap(({ recordings }) => recordings);
  const kept = new Set(others.map(({ content }) => content));
  for (const recording of network?.recordings ?? []) {
    const layer = network?.layers.find(({ name }) => name === recording.layer);
    if (recording.import !== id || kept.has(recording.content) || layer === undefined) continue;
    await compute.forget(importedDerivation(recording, layer, { network: slug, probeSet: recording.probeSet }));
  }
}
