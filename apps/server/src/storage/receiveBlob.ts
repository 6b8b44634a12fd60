import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@unitgraph/analysis';
import type { FolderStore } from './folderStore.js';
import { storageProblem } from './storageProblem.js';
import { moveIntoPlace } from './writeWhole.js';

/** The upload is larger than this server takes. */
export class TooLarge extends Refusal {}

/** Streams bytes into a blob, never holding more than a chunk in memory. */
export async function receiveBlob(
  store: FolderStore,
  chunks: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<{ digest: string; bytes: number }> {
  const draft = join(store.temporary, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(draft, 'wx');
    try {
      for await (const chunk of chunks) {
        bytes += chunk.byteLength;
        if (bytes > mostBytes) {
          throw new TooLarge(
            `The upload is larger than ${mostBytes / 1024 ** 2} MB.`,
            'Start the server with a larger UNITGRAPH_MAX_UPLOAD_MB.',
          );
        }
        hash.update(chunk);
        await file.write(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const digest = hash.digest('hex');
    await moveIntoPlace(draft, store.pathOfBlob(digest));
    return { digest, bytes };
  } catch (error) {
    await rm(draft, { force: true });
    throw storageProblem(error, store.home);
  }
}
