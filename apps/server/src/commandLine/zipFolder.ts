import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { Refusal } from '@unitgraph/analysis/errors';
import type { FileInFolder } from './imagesOnDisk.js';

/** What fits into an archive without 64-bit fields. */
const MOST_FILES = 65_000;
const MOST_BYTES = 2 ** 32 - 2 ** 26;
/** Bytes before each file, and of its line in the directory, without its name; and of the end. */
const BEFORE = 30;
const LISTED = 46;
const END = 22;

/** An archive that is made while it is sent: as often as it has to be sent, and each time the same. */
export interface ArchiveToSend {
  readonly bytes: number;
  readonly chunks: () => AsyncGenerator<Uint8Array>;
}

/**
 * Files as one zip archive, stored as they are: images are packed already. One file is in memory at a time, and times are left
 * out, so that the same files are the same archive.
 * @throws Refusal where they are too many or too large for a plain archive; while it is sent, where a file is no longer as it was
 */
export function zipFolder(folder: string, files: readonly FileInFolder[]): ArchiveToSend {
  const named = files.map((file) => ({ ...file, name: Buffer.from(file.named) }));
  const total = named.reduce((sum, { bytes, name }) => sum + BEFORE + LISTED + 2 * name.length + bytes, END);
  if (files.length > MOST_FILES || total > MOST_BYTES)
    throw new Refusal(
      `The folder ${folder} has ${files.length} files of ${Math.ceil(total / 1e6)} MB together, more than a plain zip holds.`,
      `Zip it yourself, and import the zip; or take fewer stimuli.`,
    );
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const directory: Buffer[] = [];
    let offset = 0;
    for (const { path, bytes, name } of named) {
      const values = await readFile(path).catch((error: Error) => {
        throw new Refusal(`${path} cannot be read: ${error.message}.`, 'Make it readable, or take it out.');
      });
      // The length of the whole was said before.
      if (values.length !== bytes)
        throw new Refusal(`${path} changed while it was sent.`, 'Import the folder again once nothing writes into it.');
      const facts = factsOf(values, name.length);
      yield Buffer.concat([Buffer.from('PK\x03\x04'), facts, name]);
      yield values;
      const place = Buffer.alloc(14);
      place.writeUInt32LE(offset, 10);
      directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, name);
      offset += BEFORE + name.length + bytes;
    }
    const listed = Buffer.concat(directory);
    const end = Buffer.alloc(END);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(named.length, 8);
    end.writeUInt16LE(named.length, 10);
    end.writeUInt32LE(listed.length, 12);
    end.writeUInt32LE(offset, 16);
    yield listed;
    yield end;
  }
  return { bytes: total, chunks };
}

/** What an archive says of a file both before it and in its directory. */
function factsOf(values: Uint8Array, nameLength: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  // Names are UTF-8.
  facts.writeUInt16LE(1 << 11, 2);
  // The first day that an archive can name.
  facts.writeUInt16LE((1 << 5) | 1, 8);
  facts.writeUInt32LE(crc32(values), 10);
  facts.writeUInt32LE(values.length, 14);
  facts.writeUInt32LE(values.length, 18);
  facts.writeUInt16LE(nameLength, 22);
  return facts;
}
