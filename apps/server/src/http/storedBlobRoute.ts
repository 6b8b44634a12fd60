import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Services } from '../context.js';
import type { FolderStore } from '../storage/folderStore.js';
import type { ByteRange } from './byteRange.js';
import { HttpProblem } from './httpProblem.js';
import { sendImmutable } from './immutable.js';

/** Bytes that are read at a time. */
const STEP = 2 ** 20;

/** `/blobs/<digest>`: a file as it was sent or kept, by the SHA-256 of its bytes. HEAD says whether it is there, and how long. */
export function storedBlobRoute({
  store,
}: Services): (request: Request<{ digest: string }>, response: Response) => Promise<void> {
  return async (request, response) => {
    const { digest } = request.params;
    const size = await store.sizeOfBlob(digest);
    if (size === undefined) {
      throw new HttpProblem(
        404,
        `There is no file of digest ${digest.slice(0, 80)}. POST it to /blobs, which answers its digest: 64 hexadecimal digits.`,
      );
    }
    await sendImmutable(request, response, {
      ...{ key: digest, type: 'application/octet-stream', size },
      // Models, activations and packed pictures: gzip finds little in them.
      compressible: false,
      read: (range) => bytesOf(store, digest, size, range),
    });
  };
}

/**
 * @throws HttpProblem where the whole is not what its name says, before its last bytes: a damaged file is never taken for a sound
 * one. A part cannot be held against the name.
 */
async function* bytesOf(
  store: FolderStore,
  digest: string,
  size: number,
  { start, end }: ByteRange,
): AsyncIterable<Uint8Array> {
  const seen = start === 0 && end === size ? createHash('sha256') : undefined;
  for (let at = start; ; at += STEP) {
    const next = Math.min(at + STEP, end);
    const part = await store.readBlobRange(digest, at, next);
    seen?.update(part);
    const isDamaged = part.length < next - at || (next === end && seen !== undefined && seen.digest('hex') !== digest);
    if (isDamaged) {
      throw new HttpProblem(500, `The file of digest ${digest} is damaged on this server. POST it to /blobs again.`);
    }
    yield part;
    if (next === end) return;
  }
}
