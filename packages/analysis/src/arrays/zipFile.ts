import { crc32, createInflateRaw } from 'node:zlib';
import { Refusal } from '../errors.js';
import { type ByteSource, partOf, readBytes, type Unpack } from './byteSource.js';

const MOST_ENTRIES = 300_000;
/** That many entries with names of a hundred characters. */
const LARGEST_DIRECTORY = 48 * 2 ** 20;
/** The record at the end of an archive, with the longest comment. */
const LARGEST_END = 65_557;
const PIECE = 2 ** 20;

/** One file in an archive. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly header: number;
}

/** The files of a zip archive, by name. Nothing is ever written under a name that an archive gives. */
export class ZipFile {
  readonly entries: ReadonlyMap<string, ZipEntry>;

  /** @throws Refusal that names `file` and what is wrong with its directory */
  constructor(
    readonly source: ByteSource,
    readonly file: string,
  ) {
    this.entries = readDirectory(source, file);
  }

  /** The bytes of an entry as they lie in the archive, packed or not. */
  packed(entry: ZipEntry): ByteSource {
    const head = readBytes(this.source, entry.header, entry.header + 30);
    const view = new DataView(head.buffer);
    if (view.getUint32(0, true) !== 0x04034b50) refuse(this.file, `${quoted(entry.name)} has no header`);
    const start = entry.header + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    if (start + entry.compressed > this.source.size) refuse(this.file, `${quoted(entry.name)} is cut off`);
    return partOf(this.source, start, entry.compressed);
  }

  /** The bytes of an entry in pieces, unpacked, checked at the end. Never more of them than the directory says. */
  async *unpacked(entry: ZipEntry): AsyncIterable<Uint8Array> {
    const wrong = (why: string): never => refuse(this.file, `${quoted(entry.name)} ${why}`);
    const packed = this.packed(entry);
    let [size, crc] = [0, 0];
    for await (const piece of entry.method === 0 ? piecesOf(packed) : inflated(packed, wrong)) {
      size += piece.length;
      if (size > entry.size) wrong(`unpacks to more than the ${entry.size} bytes that it says`);
      crc = crc32(piece, crc);
      yield piece;
    }
    if (size !== entry.size) wrong(`unpacks to ${size} bytes where it says ${entry.size}`);
    if (crc !== entry.crc) wrong('is damaged: its checksum does not fit');
  }

  /** An entry to be read from any place: stored ones where they are, once they are checked; packed ones unpacked first. */
  async open(entry: ZipEntry, unpack: Unpack): Promise<ByteSource> {
    if (entry.method !== 0) return unpack(this.unpacked(entry), entry.size);
    for await (const _ of this.unpacked(entry));
    return this.packed(entry);
  }

  /** An entry in memory, where it is known to be small. */
  async read(entry: ZipEntry): Promise<Uint8Array> {
    const bytes = new Uint8Array(entry.size);
    let filled = 0;
    for await (const piece of this.unpacked(entry)) {
      bytes.set(piece, filled);
      filled += piece.length;
    }
    return bytes;
  }
}

async function* piecesOf(source: ByteSource): AsyncIterable<Uint8Array> {
  for (let start = 0; start < source.size; start += PIECE)
    yield readBytes(source, start, Math.min(source.size, start + PIECE));
}

async function* inflated(source: ByteSource, wrong: (why: string) => never): AsyncIterable<Uint8Array> {
  const inflate = createInflateRaw();
  const feed = async (): Promise<void> => {
    for await (const piece of piecesOf(source)) {
      if (inflate.destroyed) return;
      if (!inflate.write(piece)) await new Promise((resolve) => inflate.once('drain', resolve).once('close', resolve));
    }
    inflate.end();
  };
  feed().catch((error: unknown) => inflate.destroy(error as Error));
  try {
    yield* inflate;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    wrong('cannot be unpacked');
  } finally {
    inflate.destroy();
  }
}

function readDirectory(source: ByteSource, file: string): Map<string, ZipEntry> {
  const { offset, size, count } = findDirectory(source, file);
  if (count > MOST_ENTRIES || size > LARGEST_DIRECTORY) refuse(file, `it says that it holds ${count} files`);
  if (offset + size > source.size) refuse(file, 'its directory is cut off');
  const bytes = Buffer.from(readBytes(source, offset, offset + size).buffer);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) refuse(file, 'its directory is damaged');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const named = at + 46 + (nameLength as number);
    const next = named + (extraLength as number) + (commentLength as number);
    if (next > bytes.length) refuse(file, 'its directory is damaged');
    const name = bytes.toString('utf8', at + 46, named);
    const entry = readEntry(bytes, at, name, bytes.subarray(named, named + (extraLength as number)));
    checkEntry(entry, bytes.readUInt16LE(at + 8), source, file);
    // Written on a Unix, whose kind of file stands in the upper half of its attributes.
    if (bytes[at + 5] === 3 && bytes.readUInt32LE(at + 38) >>> 28 === 0o12)
      refuse(file, `${quoted(name)} is a symbolic link`);
    if (entries.has(name)) refuse(file, `${quoted(name)} is there twice`);
    entries.set(name, entry);
    at = next;
  }
  return entries;
}

function readEntry(bytes: Buffer, at: number, name: string, extra: Buffer): ZipEntry {
  // 64-bit fields stand in an extra part, in this order, each only where its own field is all ones.
  let [size, compressed, header] = [24, 20, 42].map((place) => bytes.readUInt32LE(at + place)) as [
    number,
    number,
    number,
  ];
  const wide = findExtra(extra, 1);
  let next = 0;
  const widen = (narrow: number): number => {
    if (narrow !== 0xffffffff || wide === undefined || next + 8 > wide.length) return narrow;
    next += 8;
    return Number(wide.readBigUInt64LE(next - 8));
  };
  size = widen(size);
  compressed = widen(compressed);
  header = widen(header);
  return { name, method: bytes.readUInt16LE(at + 10), crc: bytes.readUInt32LE(at + 16), compressed, size, header };
}

function findExtra(extra: Buffer, wanted: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === wanted) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

function checkEntry(
  { name, method, compressed, size, header }: ZipEntry,
  flags: number,
  source: ByteSource,
  file: string,
) {
  const steps = name.split(/[/\\]/);
  if (name === '' || name.includes('\0') || /^([/\\]|[a-z]:)/i.test(name) || steps.includes('..'))
    refuse(file, `${quoted(name)} is a name that leads out of the archive`);
  if (flags & 1) refuse(file, `${quoted(name)} is encrypted`);
  if (method !== 0 && method !== 8) refuse(file, `${quoted(name)} is packed in a way (${method}) that is not read`);
  if (method === 0 && compressed !== size) refuse(file, `${quoted(name)} is stored, and has two sizes`);
  if (![compressed, size, header].every(Number.isSafeInteger) || header + 30 + compressed > source.size)
    refuse(file, `${quoted(name)} is cut off`);
}

function findDirectory(source: ByteSource, file: string): { offset: number; size: number; count: number } {
  const from = Math.max(0, source.size - LARGEST_END);
  const tail = Buffer.from(readBytes(source, from, source.size).buffer);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || at + 22 > tail.length)
    refuse(file, 'its directory, which stands at the end, is missing: it was cut off');
  const [count, size, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (count !== 0xffff && size !== 0xffffffff && offset !== 0xffffffff) return { offset, size, count };
  const locator = at - 20;
  if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return { offset, size, count };
  const place = Number(tail.readBigUInt64LE(locator + 8));
  if (place + 56 > source.size) refuse(file, 'its directory is cut off');
  const wide = Buffer.from(readBytes(source, place, place + 56).buffer);
  if (wide.readUInt32LE(0) !== 0x06064b50) refuse(file, 'its directory is damaged');
  const [wideCount, wideSize, wideOffset] = [32, 40, 48].map((field) => Number(wide.readBigUInt64LE(field)));
  return { offset: wideOffset as number, size: wideSize as number, count: wideCount as number };
}

function refuse(file: string, why: string): never {
  throw new Refusal(`${file} is not a readable zip archive: ${why}.`, 'Send an undamaged copy of the file.');
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 200));
}
