import { crc32, deflateRawSync } from 'node:zlib';

/** A file for an archive; what is given beside its bytes is written as it is, true or not. */
export interface FileToZip {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** 0 stored, 8 deflated. */
  readonly method?: number;
  readonly packed?: Uint8Array;
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
  /** Kind and rights of the file, as a Unix has them. */
  readonly mode?: number;
}

/** A zip archive, byte by byte, so that it can be a wrong one. */
export function writeZip(files: readonly FileToZip[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes, method = 0, packed, size, crc, flags = 0, mode } of files) {
    const named = new TextEncoder().encode(name);
    const data = packed ?? (method === 8 ? deflateRawSync(bytes) : bytes);
    const facts = new DataView(new ArrayBuffer(26));
    facts.setUint16(0, 20, true);
    facts.setUint16(2, flags, true);
    facts.setUint16(4, method, true);
    facts.setUint32(10, crc ?? crc32(bytes), true);
    facts.setUint32(14, data.length, true);
    facts.setUint32(18, size ?? bytes.length, true);
    facts.setUint16(22, named.length, true);
    const shared = new Uint8Array(facts.buffer);
    pieces.push(Uint8Array.from([0x50, 0x4b, 3, 4, ...shared]), named, data);
    const place = new DataView(new ArrayBuffer(14));
    if (mode !== undefined) place.setUint32(6, mode * 2 ** 16, true);
    place.setUint32(10, offset, true);
    directory.push(
      Uint8Array.from([0x50, 0x4b, 1, 2, 20, mode === undefined ? 0 : 3, ...shared, ...new Uint8Array(place.buffer)]),
      named,
    );
    offset += 30 + named.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, listed.length, true);
  end.setUint32(16, offset, true);
  return new Uint8Array(Buffer.concat([...pieces, listed, new Uint8Array(end.buffer)]));
}
