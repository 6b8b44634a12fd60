import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ByteSource, Refusal, type Unpack } from '@unitgraph/analysis';

/** A file to be read from any place. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly #file: number;

  constructor(readonly path: string) {
    this.#file = openSync(path, 'r');
    this.size = fstatSync(this.#file).size;
  }

  readInto(target: Uint8Array, start: number): void {
    for (let done = 0; done < target.length; ) {
      const read = readSync(this.#file, target, done, target.length - done, start + done);
      if (read === 0) throw new Refusal('The file ends before its end.', 'Send it again.');
      done += read;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Room for what is unpacked: files in a folder, which are gone when it is closed. */
export class UnpackedFiles {
  readonly #files: FileSource[] = [];

  constructor(readonly folder: string) {}

  readonly unpack: Unpack = async (chunks) => {
    const path = join(this.folder, randomUUID());
    try {
      const file = await open(path, 'wx');
      try {
        for await (const chunk of chunks) await file.writeFile(chunk);
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    const source = new FileSource(path);
    this.#files.push(source);
    return source;
  };

  async close(): Promise<void> {
    for (const file of this.#files) {
      file.close();
      await rm(file.path, { force: true });
    }
  }
}
