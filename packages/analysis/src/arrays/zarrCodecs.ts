import { gunzipSync, unzipSync } from 'node:zlib';
import { registry } from 'zarrita';
import { crc32c } from './crc32c.js';

/** What zarrita knows of a chunk when it makes the codecs for it. */
interface ChunkFacts {
  readonly dataType: string;
  readonly shape: readonly number[];
}

type Entry = Awaited<ReturnType<NonNullable<ReturnType<typeof registry.get>>>>;

/** Bytes that checksums and headers may add to a chunk on its way through several codecs. */
const SLACK = 64;

function bytesOf({ dataType, shape }: ChunkFacts): number {
  const bits = Number(/\d+$/.exec(dataType)?.[0] ?? 8);
  return shape.reduce((product, extent) => product * extent, bits / 8) + SLACK;
}

/**
 * Puts codecs of our own in the place of zarrita's: none unpacks more than the chunk needs, whatever the packed bytes
 * say, and checksums are looked at. Once for the process.
 */
export function boundCodecs(): void {
  if (bound) return;
  bound = true;
  for (const prefix of ['', 'numcodecs.']) {
    replace(`${prefix}gzip`, (bytes, most) => gunzipSync(bytes, { maxOutputLength: most }));
    replace(`${prefix}zlib`, (bytes, most) => unzipSync(bytes, { maxOutputLength: most }));
    guard(`${prefix}zstd`, sizeOfZstd);
    guard(`${prefix}blosc`, (bytes) => {
      const view = viewOf(bytes, 16);
      // What it says of its own length must be true: the decoder believes it.
      if (view.getUint32(12, true) !== bytes.length) throw new Error('a Blosc chunk is cut off');
      return Math.max(view.getUint32(4, true), view.getUint32(8, true));
    });
    guard(`${prefix}lz4`, (bytes) => viewOf(bytes, 4).getUint32(0, true));
  }
  registry.set('crc32c', async () => checked);
}
let bound = false;

function replace(name: string, decode: (bytes: Uint8Array, most: number) => Uint8Array): void {
  const entry = {
    fromConfig: (_configuration: unknown, facts: ChunkFacts) => ({
      kind: 'bytes_to_bytes',
      encode: unused,
      decode: (bytes: Uint8Array) => decode(bytes, bytesOf(facts)),
    }),
  };
  registry.set(name, async () => entry as unknown as Entry);
}

/** Lets a codec of zarrita's decode only what says beforehand that it will be no larger than it should. */
function guard(name: string, declared: (bytes: Uint8Array) => number): void {
  const own = registry.get(name);
  if (own === undefined) throw new Error(`zarrita has no codec ${name}.`);
  registry.set(name, async () => {
    const { fromConfig } = await own().then((entry) => ({ fromConfig: entry.fromConfig.bind(entry) }));
    const entry = {
      fromConfig(configuration: unknown, facts: ChunkFacts) {
        // The settings say how to pack, which is never done here.
        const codec = fromConfig({ ...(configuration as object), level: 1 }, facts as never);
        return {
          kind: 'bytes_to_bytes',
          encode: unused,
          decode(bytes: Uint8Array) {
            const size = declared(bytes);
            if (!(size <= bytesOf(facts)))
              throw new Error(`a chunk would unpack to ${size} bytes where ${bytesOf(facts)} are the most`);
            return codec.decode(bytes);
          },
        };
      },
    };
    return entry as unknown as Entry;
  });
}

const checked = {
  fromConfig: () => ({
    kind: 'bytes_to_bytes',
    encode: unused,
    computeEncodedSize: (size: number) => size + 4,
    decode(bytes: Uint8Array) {
      const content = bytes.subarray(0, Math.max(0, bytes.length - 4));
      if (viewOf(bytes, 4).getUint32(bytes.length - 4, true) !== crc32c(content))
        throw new Error('a checksum does not fit');
      return content;
    },
  }),
} as unknown as Entry;

function unused(): never {
  throw new Error('Chunks are only read.');
}

function viewOf(bytes: Uint8Array, least: number): DataView {
  if (bytes.length < least) throw new Error('a chunk is cut off');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The size that a Zstandard frame gives in its header (RFC 8878, 3.1.1.1); infinite where it gives none. */
function sizeOfZstd(bytes: Uint8Array): number {
  const view = viewOf(bytes, 6);
  if (view.getUint32(0, true) !== 0xfd2fb528) throw new Error('a chunk is not packed with Zstandard');
  const descriptor = view.getUint8(4);
  const single = (descriptor & 0x20) !== 0;
  const size = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] as number;
  const at = 5 + (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] as number);
  viewOf(bytes, at + size);
  if (size === 0) return Number.POSITIVE_INFINITY;
  if (size === 1) return view.getUint8(at);
  if (size === 2) return view.getUint16(at, true) + 256;
  return size === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}
