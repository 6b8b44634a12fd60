import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@unitgraph/analysis';
import type { FolderStore } from './folderStore.js';
import { storageProblem } from './storageProblem.js';

/** The upload is larger than this server takes. */
export class TooLarge extends Refusal {}

/** The client went away in the middle of an upload. */
export class CutOff extends Refusal {}

/** A file that was received whole, under a temporary name: who asked for it moves it or removes it. */
export interface Draft {
  readonly path: string;
  readonly digest: string;
  readonly bytes: number;
}

/**
 * Streams bytes into a file beside the store, never holding more than a chunk in memory.
 * @param look is shown the first bytes, up to 512, before anything else is done; it may throw
 */
export async function receiveDraft(
  store: FolderStore,
  chunks: AsyncIterable<Uint8Array>,
  mostBytes: number,
  look: (head: Uint8Array) => void = () => {},
): Promise<Draft> {
  const path = join(store.temporary, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  let head: Uint8Array | null = new Uint8Array(0);
  try {
    const file = await open(path, 'wx');
    try {
      for await (const chunk of whole(chunks)) {
        bytes += chunk.byteLength;
        if (bytes > mostBytes) {
          throw new TooLarge(
            `The upload is larger than ${mostBytes / 1024 ** 2} MB.`,
            'Start the server with a larger UNITGRAPH_MAX_UPLOAD_MB.',
          );
        }
        if (head !== null) {
          head = Buffer.concat([head, chunk]).subarray(0, 512);
          if (head.length === 512) {
            look(head);
            head = null;
          }
        }
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      if (head !== null) look(head);
      await file.sync();
    } finally {
      await file.close();
    }
    return { path, digest: hash.digest('hex'), bytes };
  } catch (error) {
    await rm(path, { force: true });
    throw storageProblem(error, store.home);
  }
}

/** The chunks, where an end before the end is something that people are told. */
async function* whole(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ABORT_ERR'))
      throw new CutOff('The upload was cut off half-way.', 'Send it again.');
    throw error;
  }
}
