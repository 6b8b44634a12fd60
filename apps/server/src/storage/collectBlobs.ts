import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderStore } from './folderStore.js';

/** Milliseconds that a blob is left alone: what is being recorded or was just uploaded is not named yet. */
const YOUNG = 3_600_000;
/** The names stand in the header of a value; more than this of it is numbers. */
const LARGEST_HEADER = 64 * 2 ** 20;

/**
 * Removes blobs that nothing names: neither the catalog nor any value in the store.
 * @param named digests that the catalog names
 */
export async function collectBlobs(
  store: FolderStore,
  named: Iterable<string>,
  young = YOUNG,
): Promise<{ blobs: number; bytes: number }> {
  const before = Date.now() - young;
  const kept = new Set(named);
  for (const path of await filesOf(join(store.folder, 'values')))
    for (const [digest] of (await headerOf(path)).matchAll(/[0-9a-f]{64}/g)) kept.add(digest);
  let [blobs, bytes] = [0, 0];
  for (const path of await filesOf(join(store.folder, 'blobs'))) {
    if (kept.has(path.slice(-64))) continue;
    const { size, mtimeMs } = await stat(path);
    if (mtimeMs > before) continue;
    await rm(path, { force: true });
    blobs += 1;
    bytes += size;
  }
  return { blobs, bytes };
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The header of a value, which is a safetensors file; empty where it is damaged or has gone. */
async function headerOf(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return '';
  try {
    const length = Buffer.alloc(8);
    const { bytesRead } = await file.read(length, 0, 8, 0);
    const size = Number(length.readBigUInt64LE(0));
    if (bytesRead < 8 || size > LARGEST_HEADER) return '';
    const header = Buffer.alloc(size);
    await file.read(header, 0, size, 8);
    return header.toString('latin1');
  } finally {
    await file.close();
  }
}
