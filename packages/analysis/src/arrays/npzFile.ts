import { Refusal } from '../errors.js';
import { bytesInMemory, type Unpack } from './byteSource.js';
import { openNpy, readNpyHeader } from './npyArray.js';
import type { StoredArray } from './storedArray.js';
import type { ZipEntry, ZipFile } from './zipFile.js';

/** More than any header of a `.npy` file is long. */
const HEAD = 70_000;

/** Names of the arrays of an `.npz` file. */
export function npzNames(zip: ZipFile): string[] {
  return [...zip.entries.keys()].filter((name) => name.endsWith('.npy')).map((name) => name.slice(0, -4));
}

/**
 * One array of an `.npz` file. Its header is read before anything is unpacked: an entry that would unpack to more than
 * the array that it announces, or than `mostBytes`, is never unpacked.
 */
export async function openNpz(zip: ZipFile, array: string, mostBytes: number, unpack: Unpack): Promise<StoredArray> {
  const entry = zip.entries.get(`${array}.npy`);
  const name = `Array ${JSON.stringify(array.slice(0, 200))} of ${zip.file}`;
  if (entry === undefined) {
    const some = npzNames(zip).slice(0, 10).join(', ') || 'no array';
    throw new Refusal(`${name} is not there: the archive holds ${some}.`, 'Name one of its arrays as `tensor`.');
  }
  const header = readNpyHeader(bytesInMemory(await headOf(zip, entry)), name);
  if (header.size !== entry.size || entry.size > mostBytes) {
    throw new Refusal(
      `${name} would unpack to ${entry.size} bytes where its shape (${header.shape.join(', ')}) of ${header.type} needs ${header.size} and ${mostBytes} are the most that the manifest allows.`,
      'Write the archive again, or correct the shape in the manifest.',
    );
  }
  return openNpy(await zip.open(entry, unpack), name);
}

async function headOf(zip: ZipFile, entry: ZipEntry): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of zip.unpacked(entry)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= HEAD) break;
  }
  return Buffer.concat(pieces);
}
