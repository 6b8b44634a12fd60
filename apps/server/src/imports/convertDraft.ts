import { type ArrayPart, convertFile, packBundle } from '@unitgraph/analysis';
import { FileSource, UnpackedFiles } from '../storage/fileSource.js';
import type { FolderStore } from '../storage/folderStore.js';
import { storageProblem } from '../storage/storageProblem.js';

/** A shard that was received whole and is to become shards of recordings. */
export interface DraftToConvert {
  readonly path: string;
  /** As the manifest calls it, for messages. */
  readonly file: string;
  readonly parts: readonly ArrayPart[];
  /** Of the value under which is kept what became of it. */
  readonly key: string;
}

/** Converts a shard and writes what became of it; the draft stays. */
export async function convertDraft(store: FolderStore, { path, file, parts, key }: DraftToConvert): Promise<void> {
  const source = new FileSource(path);
  const unpacked = new UnpackedFiles(store.temporary);
  try {
    const converted = await convertFile(source, file, parts, { store, unpack: unpacked.unpack });
    await store.writeValue(key, packBundle(converted));
  } catch (error) {
    throw storageProblem(error, store.home);
  } finally {
    source.close();
    await unpacked.close();
  }
}
