import { rm } from 'node:fs/promises';
import type { FolderStore } from './folderStore.js';
import { receiveDraft } from './receiveDraft.js';
import { storageProblem } from './storageProblem.js';
import { moveIntoPlace } from './writeWhole.js';

/** Streams bytes into a blob, never holding more than a chunk in memory. */
export async function receiveBlob(
  store: FolderStore,
  chunks: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<{ digest: string; bytes: number }> {
  const { path, digest, bytes } = await receiveDraft(store, chunks, mostBytes);
  try {
    await moveIntoPlace(path, store.pathOfBlob(digest));
    return { digest, bytes };
  } catch (error) {
    await rm(path, { force: true });
    throw storageProblem(error, store.home);
  }
}
