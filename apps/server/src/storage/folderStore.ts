import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { MissingBlob, type Store } from '@unitgraph/analysis';
import { storageProblem } from './storageProblem.js';
import { writeWhole } from './writeWhole.js';

/** A SHA-256 in hexadecimal: the only names that the store knows, and so no way out of its folder. */
const NAME = /^[0-9a-f]{64}$/;

/** Bytes that are asked for at a time: Node reads less than 2 GiB in one call. */
const PART = 2 ** 28;

/**
 * The store as a folder that any tool can look into: `values/ab/<key>`, `blobs/ab/<digest>`. Several processes may use
 * it at once: names are content or derivation keys, so two writers of one name write the same bytes.
 */
export class FolderStore implements Store {
  readonly folder: string;
  readonly temporary: string;

  constructor(
    /** The data folder, for messages; the store lies in its `store`. */
    readonly home: string,
  ) {
    this.folder = join(home, 'store');
    this.temporary = join(this.folder, 'temporary');
  }

  /** Makes the folders, and clears what crashes left half written: for the one process that owns the data folder. */
  async prepare(): Promise<void> {
    await this.#told(async () => {
      await rm(this.temporary, { recursive: true, force: true });
      for (const folder of ['values', 'blobs', 'temporary'])
        await mkdir(join(this.folder, folder), { recursive: true });
    });
  }

  async hasValue(key: string): Promise<boolean> {
    return NAME.test(key) && (await sizeOf(this.#path('values', key))) !== undefined;
  }
  async readValue(key: string): Promise<Uint8Array | undefined> {
    return NAME.test(key) ? this.#told(() => readIfThere(this.#path('values', key))) : undefined;
  }
  async writeValue(key: string, bytes: Uint8Array): Promise<void> {
    await this.#told(() => writeWhole(this.#path('values', key), this.temporary, bytes));
  }
  async removeValue(key: string): Promise<void> {
    await this.#told(() => rm(this.#path('values', key), { force: true }));
  }

  async sizeOfBlob(digest: string): Promise<number | undefined> {
    return NAME.test(digest) ? sizeOf(this.#path('blobs', digest)) : undefined;
  }
  async readBlob(digest: string): Promise<Uint8Array> {
    const bytes = await this.#told(() => readIfThere(this.#path('blobs', digest)));
    if (bytes === undefined) throw new MissingBlob(this.describeBlob(digest));
    return bytes;
  }
  async readBlobInto(digest: string, into: Uint8Array): Promise<number> {
    return this.#told(() =>
      withBlob(this.#path('blobs', digest), async (file) => {
        let done = 0;
        while (done < into.length) {
          const { bytesRead } = await file.read(into, done, Math.min(PART, into.length - done), done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return done;
      }),
    );
  }
  async writeBlob(bytes: Uint8Array): Promise<string> {
    const digest = createHash('sha256').update(bytes).digest('hex');
    // A file of the right name and size is the same content: it was written whole, or it was cut off and is mended here.
    if ((await this.sizeOfBlob(digest)) !== bytes.byteLength) {
      await this.#told(() => writeWhole(this.#path('blobs', digest), this.temporary, bytes));
    } else {
      // It counts as new, so that nobody clears it away before what it was written for names it.
      const now = new Date();
      await this.#told(() => utimes(this.#path('blobs', digest), now, now));
    }
    return digest;
  }
  async removeBlob(digest: string): Promise<void> {
    await this.#told(() => rm(this.#path('blobs', digest), { force: true }));
  }
  describeBlob(digest: string): string {
    return this.#path('blobs', digest);
  }

  /** Bytes `start` to `end` (exclusive) of a blob, without reading the rest; fewer where the file ends sooner. */
  async readBlobRange(digest: string, start: number, end: number): Promise<Uint8Array> {
    return this.#told(() =>
      withBlob(this.#path('blobs', digest), async (file) => {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
        return bytes.subarray(0, bytesRead);
      }),
    );
  }

  /** How many values there are, and the bytes of values and blobs together. */
  async measure(): Promise<{ entries: number; bytes: number }> {
    const values = await measureFolder(join(this.folder, 'values'));
    const blobs = await measureFolder(join(this.folder, 'blobs'));
    return { entries: values.entries, bytes: values.bytes + blobs.bytes };
  }

  pathOfBlob(digest: string): string {
    return this.#path('blobs', digest);
  }

  #path(space: 'values' | 'blobs', name: string): string {
    if (!NAME.test(name)) throw new MissingBlob(JSON.stringify(name));
    return join(this.folder, space, name.slice(0, 2), name);
  }

  async #told<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw storageProblem(error, this.home);
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** @throws MissingBlob where there is no such file */
async function withBlob<Result>(path: string, use: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw isMissing(error) ? new MissingBlob(path) : error;
  });
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readInParts(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * As few calls as possible. Node's own `readFile` takes half a megabyte at a time and comes back to this thread for each, which may be
 * multiplying: a shard of 16 MiB took three times the processor's time.
 */
async function readInParts(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = Buffer.allocUnsafeSlow(size);
    let done = 0;
    while (done < size) {
      const { bytesRead } = await file.read(bytes, done, Math.min(PART, size - done), done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  } finally {
    await file.close();
  }
}

async function measureFolder(folder: string): Promise<{ entries: number; bytes: number }> {
  let [entries, bytes] = [0, 0];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    entries += 1;
    // A file may go between the listing and the look: it then takes no room.
    bytes += (await sizeOf(join(entry.parentPath ?? entry.path, entry.name))) ?? 0;
  }
  return { entries, bytes };
}
