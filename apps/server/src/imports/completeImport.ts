import { createHash } from 'node:crypto';
import {
  type ConvertedPart,
  contentOf,
  encodeNpy,
  importedRecordingOf,
  type LayerDescription,
  type Manifest,
  type ManifestRecording,
  packBundle,
  type Recording,
  RecordingOfParts,
  unpackBundle,
} from '@unitgraph/analysis';
import type { Catalog } from '../catalog/catalog.js';
import type { ImportedRecording, NetworkRecord, ProbeSetRecord } from '../catalog/records.js';
import type { FolderStore } from '../storage/folderStore.js';
import { checkNetwork, layerPositions } from './planImport.js';
import { shardKey } from './shardKey.js';

export interface Place {
  readonly store: FolderStore;
  readonly catalog: Catalog;
}

/** What became of a shard; undefined when it, or a file that it names, is gone. */
export async function readShard(store: FolderStore, id: string, shard: number): Promise<ConvertedPart[] | undefined> {
  const bytes = await store.readValue(shardKey(id, shard));
  if (bytes === undefined) return undefined;
  let parts: ConvertedPart[];
  try {
    parts = unpackBundle<ConvertedPart[]>(bytes);
  } catch {
    return undefined;
  }
  for (const { shards } of parts)
    for (const { digest, bytes: size } of shards) if ((await store.sizeOfBlob(digest)) !== size) return undefined;
  return parts;
}

/**
 * Puts the recordings of an import together out of its shards, and makes them visible with their layers.
 * @returns a shard that is missing after all, or null when the import is complete
 * @throws Refusal where what is here by now stands against it
 */
export async function completeImport(
  { store, catalog }: Place,
  id: string,
  manifest: Manifest,
): Promise<number | null> {
  const recordings = manifest.recordings.map(({ layout }) => new RecordingOfParts(layout));
  for (const [shard, { parts }] of manifest.files.entries()) {
    const converted = await readShard(store, id, shard);
    if (converted === undefined) return shard;
    for (const [index, part] of parts.entries()) recordings[part.recording]?.add(converted[index] as ConvertedPart);
  }
  const [network] = await catalog.networks.bySlug([manifest.network.slug]);
  const probeSet = await probeSetOf({ store, catalog }, manifest);
  if (network !== undefined) checkNetwork(id, manifest, network, probeSet);
  const imported: ImportedRecording[] = [];
  for (const [index, said] of manifest.recordings.entries()) {
    const recording = (recordings[index] as RecordingOfParts).finish();
    const { key, content } = named(recording, said, manifest, probeSet);
    await store.writeValue(key, packBundle(recording));
    const bytes = recording.shards.reduce((sum, each) => sum + each.bytes, 0);
    const { layer, reduction, index: depth } = said;
    const { stimuli } = recording;
    imported.push({ layer, reduction, content, depth, stimuli, bytes, probeSet: probeSet.digest, import: id });
  }
  await catalog.imports.complete({ id, probeSet, network: networkAfter(network, manifest, id, imported) });
  return null;
}

function named(
  recording: Recording,
  { layer }: ManifestRecording,
  { network }: Manifest,
  probeSet: ProbeSetRecord,
): { key: string; content: string } {
  const content = contentOf(recording);
  const { units, stimuli, positions } = recording;
  const said = { content, layer, network: network.slug, probeSet: probeSet.slug, units, stimuli, positions };
  return { content, key: importedRecordingOf(said).key };
}

/** The probe set that is there, or one of which only the manifest's word is known. */
async function probeSetOf({ store, catalog }: Place, { probeSet }: Manifest): Promise<ProbeSetRecord> {
  const { digest, slug, name, count, classes, labels } = probeSet;
  if (digest === null || slug === null || count === null) throw new Error('The manifest was not planned.');
  const there = (await catalog.probeSets.all()).find((each) => each.digest === digest);
  if (there !== undefined) return there;
  const labelsBlob = labels === null ? null : await store.writeBlob(encodeNpy('<i4', [count], Int32Array.from(labels)));
  return {
    slug,
    name: name ?? slug,
    digest,
    count,
    shape: [],
    maximum: 1,
    classes: classes ?? [],
    credit: null,
    labelsBlob,
    heldOutBlob: null,
    heldOutCount: 0,
    stimuliType: null,
  };
}

/** The network with what the import brings: layers that are described anew, others as they were. */
function networkAfter(
  before: NetworkRecord | undefined,
  { network, recordings }: Manifest,
  id: string,
  imported: readonly ImportedRecording[],
): NetworkRecord {
  const kept = (before?.recordings ?? []).filter((each) => each.import !== id);
  const all = [...kept, ...imported];
  const brought = new Map(recordings.map((said) => [said.layer, describe(said)]));
  const others = (before?.layers ?? []).filter(
    ({ name }) => !brought.has(name) && kept.some(({ layer }) => layer === name),
  );
  const depths = new Map(all.map(({ layer, depth }) => [layer, depth ?? Number.POSITIVE_INFINITY]));
  const depthOf = ({ name }: LayerDescription): number => depths.get(name) ?? Number.POSITIVE_INFINITY;
  const layers = [...others, ...brought.values()];
  // Infinite less infinite is no number: those that have no place stay in the order in which they came.
  layers.sort((a, b) => depthOf(a) - depthOf(b) || 0);
  return {
    slug: network.slug,
    name: before?.name ?? network.name ?? network.slug,
    architecture: before?.architecture ?? network.architecture,
    format: 'RECORDED',
    digest: createHash('sha256')
      .update(
        all
          .map(({ content }) => content)
          .sort()
          .join(),
      )
      .digest('hex'),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    parameterCount: 0,
    inputShape: [],
    input: null,
    preprocessing: { scale: 1, mean: [], deviation: [] },
    statedAccuracy: null,
    run: network.run ?? null,
    step: network.step ?? null,
    importedAt: before?.importedAt ?? new Date().toISOString(),
    layers,
    recordings: all,
  };
}

function describe({ layer, kind, layout }: ManifestRecording): LayerDescription {
  return {
    name: layer,
    tensor: layer,
    kind,
    units: layout.shape[layout.unitAxis] as number,
    positions: layerPositions(layout),
    receptiveField: null,
    flops: 0,
  };
}
