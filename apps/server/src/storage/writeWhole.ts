import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file all or nothing: under a temporary name in the same file system, forced to the disk, then renamed. A kill at
 * any moment leaves the old state and at most a file in `temporary`.
 */
export async function writeWhole(path: string, temporary: string, bytes: Uint8Array): Promise<void> {
  const draft = join(temporary, randomUUID());
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveIntoPlace(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Renames a finished draft to its name, making the folder when it is the first there. */
export async function moveIntoPlace(draft: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rename(draft, path);
}
