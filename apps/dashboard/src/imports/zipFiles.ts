import type { ChosenFile } from './chosenFile';
import { ImportFailure, lastingFailure } from './importFailure';

/** What fits into an archive without 64-bit fields. */
const mostFiles = 65_000;
const mostBytes = 2 ** 32 - 2 ** 26;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 255] as number);
  return ~rest >>> 0;
}

/**
 * Files as one zip archive, stored as they are: images are packed already. Their bytes stay on the disk until they are sent.
 * @param onProgress share of the files that were read, 0 to 1
 */
export async function zipFiles(
  files: readonly ChosenFile[],
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Blob> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  if (files.length > mostFiles || total > mostBytes) {
    throw lastingFailure(
      `The folder has ${files.length} files of ${Math.ceil(total / 1e9)} GB together.`,
      'Zip it yourself, and choose the zip.',
    );
  }
  const parts: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const [index, { path, file }] of files.entries()) {
    if (signal.aborted) throw new ImportFailure('Packing was stopped.', 'Choose the folder again.');
    const name = new TextEncoder().encode(path);
    const facts = new DataView(new ArrayBuffer(26));
    facts.setUint16(0, 20, true);
    // Names are UTF-8.
    facts.setUint16(2, 1 << 11, true);
    facts.setUint32(10, crc32(await bytesOf(path, file)), true);
    facts.setUint32(14, file.size, true);
    facts.setUint32(18, file.size, true);
    facts.setUint16(22, name.length, true);
    const shared = new Uint8Array(facts.buffer);
    parts.push(Uint8Array.from([0x50, 0x4b, 3, 4, ...shared, ...name]), file);
    const place = new DataView(new ArrayBuffer(14));
    place.setUint32(10, offset, true);
    directory.push(Uint8Array.from([0x50, 0x4b, 1, 2, 20, 0, ...shared, ...new Uint8Array(place.buffer), ...name]));
    offset += 30 + name.length + file.size;
    if (index % 32 === 31) onProgress((index + 1) / files.length);
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(
    12,
    directory.reduce((sum, { length }) => sum + length, 0),
    true,
  );
  end.setUint32(16, offset, true);
  return new Blob([...parts, ...directory, new Uint8Array(end.buffer)]);
}

async function bytesOf(path: string, file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw lastingFailure(`${path} cannot be read.`, 'See whether it is still there, and choose the folder again.');
  }
}
