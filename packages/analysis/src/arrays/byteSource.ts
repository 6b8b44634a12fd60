import { Refusal } from '../errors.js';

/**
 * Bytes that can be read from any place: a file, or a part of one. Reading is synchronous, since arrays in awkward orders
 * are gathered from millions of short runs; so it belongs in a process that answers nobody meanwhile.
 */
export interface ByteSource {
  readonly size: number;
  /** Fills `target` with the bytes from `start` on; throws where the source ends sooner. */
  readInto(target: Uint8Array, start: number): void;
}

/** Makes a source of bytes that come in order, which are read again in any order: a file beside the store. */
export type Unpack = (chunks: AsyncIterable<Uint8Array>, size: number) => Promise<ByteSource>;

/** Bytes `start` to `end` (exclusive). */
export function readBytes(source: ByteSource, start: number, end: number): Uint8Array<ArrayBuffer> {
  if (!(start >= 0 && end >= start && end <= source.size)) {
    throw new Refusal(
      `Bytes ${start} to ${end} are asked for, and the file has ${source.size}.`,
      'Send an undamaged copy of the file.',
    );
  }
  const bytes = new Uint8Array(end - start);
  source.readInto(bytes, start);
  return bytes;
}

/** A source over bytes in memory. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    readInto(target, start) {
      if (start < 0 || start + target.length > bytes.length) throw new RangeError('Read beyond the end of the bytes.');
      target.set(bytes.subarray(start, start + target.length));
    },
  };
}

/** The part of a source that begins at `offset` and is `size` bytes long. */
export function partOf(source: ByteSource, offset: number, size: number): ByteSource {
  return {
    size,
    readInto(target, start) {
      if (start < 0 || start + target.length > size) throw new RangeError('Read beyond the end of the part.');
      source.readInto(target, offset + start);
    },
  };
}
