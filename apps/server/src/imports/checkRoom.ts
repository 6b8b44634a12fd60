import { statfs } from 'node:fs/promises';
import { type Manifest, partsOfFile, productOf } from '@unitgraph/analysis';
import type { FolderStore } from '../storage/folderStore.js';
import { StorageProblem } from '../storage/storageProblem.js';

/** Bytes that are left free on the disk. */
const LEFT_FREE = 64 * 2 ** 20;

/**
 * Before anything of a shard is sent: the file and what is made of it must have room on the disk.
 * @param length of the file, where it is known
 * @throws StorageProblem
 */
export async function checkRoom(
  store: FolderStore,
  manifest: Manifest,
  shard: number,
  length: number | null,
): Promise<void> {
  const converted = partsOfFile(manifest, shard).reduce((sum, { layout, stimuli }) => {
    const { shape, stimulusAxis } = layout;
    return sum + 4 * stimuli * (productOf(shape) / (shape[stimulusAxis] as number));
  }, 0);
  const needed = converted + (length ?? 0) + LEFT_FREE;
  const { bavail, bsize } = await statfs(store.folder);
  if (bavail * bsize >= needed) return;
  throw new StorageProblem(
    `Shard ${shard} needs ${megabytes(needed)} MB in the data folder ${store.home}, and ${megabytes(bavail * bsize)} MB are free.`,
    'Free some space there, or set UNITGRAPH_HOME to a folder on a larger disk; the shards that were received are kept.',
  );
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
