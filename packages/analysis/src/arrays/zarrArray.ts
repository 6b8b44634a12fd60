import * as zarr from 'zarrita';
import { Refusal } from '../errors.js';
import { copyBox, gridBetween } from './boxes.js';
import { readBytes } from './byteSource.js';
import { decodeElements, type ElementType } from './elementTypes.js';
import { productOf, type Slab, type StoredArray, stridesOf, WINDOW_BYTES } from './storedArray.js';
import { boundCodecs } from './zarrCodecs.js';
import { readZarrMetadata, type ZarrMetadata } from './zarrMetadata.js';
import type { ZipFile } from './zipFile.js';

const LARGEST_METADATA = 2 ** 20;
/** Bytes of unpacked chunks that are kept: the next slab often begins in the chunks in which the last one ended. */
const KEPT_BYTES = 128 * 2 ** 20;

/** Names of the Zarr arrays and groups in an archive; the root is the empty name. */
export function zarrNames(zip: ZipFile): string[] {
  return [...zip.entries.keys()]
    .filter((name) => /(^|\/)(zarr\.json|\.zarray)$/.test(name))
    .map((name) => name.replace(/\/?(zarr\.json|\.zarray)$/, ''));
}

/** One array of a Zarr store (version 2 or 3, in shards or not) that lies in a zip archive. */
export async function openZarr(zip: ZipFile, path: string): Promise<StoredArray> {
  const prefix = path.replace(/^\/+|\/+$/g, '');
  const name = `Array ${JSON.stringify(prefix.slice(0, 200))} of ${zip.file}`;
  const refuse = (why: string): never => {
    throw new Refusal(`${name} cannot be read: ${why}.`, 'Write it with zarr-python as a zip of the store.');
  };
  const place = (key: string): string => (prefix === '' ? key : `${prefix}/${key}`);
  const third = zip.entries.get(place('zarr.json'));
  const entry = third ?? zip.entries.get(place('.zarray'));
  if (entry === undefined) return refuse(`the archive has arrays ${zarrNames(zip).slice(0, 10).join(', ')}`);
  if (entry.size > LARGEST_METADATA) refuse('its metadata is too large');
  const text = Buffer.from(await zip.read(entry)).toString('utf8');
  const metadata = readZarrMetadata(text, third === undefined ? 2 : 3, refuse);
  boundCodecs();
  const store = new ZippedStore(zip, place, metadata);
  const location = zarr.root(store);
  const array =
    metadata.version === 3
      ? await zarr.open.v3(location, { kind: 'array' })
      : await zarr.open.v2(location, { kind: 'array', attrs: false });
  return new ZarrArray(array as unknown as Chunked, metadata, name);
}

/** What is wanted of zarrita's array. */
interface Chunked {
  getChunk(at: number[]): Promise<{ data: ArrayBufferView & { length: number }; shape: number[]; stride: number[] }>;
}

/** The store as zarrita sees it: rooted at the array, with the metadata that was checked. */
class ZippedStore {
  readonly #document: Uint8Array;

  constructor(
    readonly zip: ZipFile,
    readonly place: (key: string) => string,
    readonly metadata: ZarrMetadata,
  ) {
    this.#document = new TextEncoder().encode(JSON.stringify(metadata.document));
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    if (key === '/zarr.json' || key === '/.zarray') return this.#document;
    const entry = this.zip.entries.get(this.place(key.slice(1)));
    return entry === undefined ? undefined : this.zip.read(entry);
  }

  /** A part of a shard: of the index, which zarrita looks for at the end, or of a chunk. */
  async getRange(
    key: string,
    range: { suffixLength: number } | { offset: number; length: number },
  ): Promise<Uint8Array | undefined> {
    const entry = this.zip.entries.get(this.place(key.slice(1)));
    if (entry === undefined) return undefined;
    if (entry.method !== 0) throw new Error('a shard is packed by the archive: zip with -0');
    const packed = this.zip.packed(entry);
    if ('offset' in range) return readBytes(packed, range.offset, range.offset + range.length);
    const start = this.metadata.indexFirst ? 0 : packed.size - range.suffixLength;
    return readBytes(packed, start, start + range.suffixLength);
  }
}

/** See `openZarr`. */
class ZarrArray implements StoredArray {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly #chunks: readonly number[];
  readonly #kept = new Map<string, Slab>();
  #keptBytes = 0;
  #values = new Float32Array(0);

  constructor(
    readonly array: Chunked,
    metadata: ZarrMetadata,
    readonly name: string,
  ) {
    this.type = metadata.type;
    this.shape = metadata.shape;
    this.#chunks = metadata.chunks;
  }

  window(axis: number, wanted: number): number {
    const perEntry = (productOf(this.shape) / (this.shape[axis] as number)) * 4;
    const most = Math.max(1, Math.floor(WINDOW_BYTES / perEntry / wanted));
    return wanted * Math.min(most, Math.ceil((this.#chunks[axis] as number) / wanted));
  }

  async slab(axis: number, first: number, count: number): Promise<Slab> {
    const extents = this.shape.map((extent, each) => (each === axis ? count : extent));
    const strides = stridesOf(extents);
    const elements = productOf(extents);
    if (this.#values.length < elements) this.#values = new Float32Array(elements);
    const origin = this.shape.map((_, each) => (each === axis ? first : 0));
    const low = origin.map((start, each) => Math.floor(start / (this.#chunks[each] as number)));
    const high = origin.map((start, each) =>
      Math.floor((start + (extents[each] as number) - 1) / (this.#chunks[each] as number)),
    );
    for (const at of gridBetween(low, high)) {
      const chunk = await this.#chunk(at);
      // The part of the chunk that lies in the slab: from, and how far, along each axis.
      const from: number[] = [];
      const length: number[] = [];
      let target = 0;
      for (const [each, place] of at.entries()) {
        const begin = place * (this.#chunks[each] as number);
        const start = Math.max(begin, origin[each] as number);
        const end = Math.min(
          begin + (this.#chunks[each] as number),
          (origin[each] as number) + (extents[each] as number),
        );
        from.push(start - begin);
        length.push(end - start);
        target += (start - (origin[each] as number)) * (strides[each] as number);
      }
      const source = from.reduce((sum, start, each) => sum + start * (chunk.strides[each] as number), 0);
      copyBox(chunk.values, source, chunk.strides, this.#values, target, strides, length);
    }
    return { values: this.#values.subarray(0, elements), strides };
  }

  async #chunk(at: number[]): Promise<Slab> {
    const key = at.join(',');
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const refuse = (why: string): never => {
      throw new Refusal(`${this.name} cannot be read: chunk (${key}): ${why}.`, 'Send an undamaged copy of the store.');
    };
    const { data, stride } = await this.array.getChunk(at).catch((error: unknown) => refuse(reasonOf(error)));
    const elements = productOf(this.#chunks);
    if (data.length !== elements) refuse(`it has ${data.length} elements where ${elements} were expected`);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const chunk = { values: decodeElements(this.type, bytes, new Float32Array(elements)), strides: stride };
    this.#kept.set(key, chunk);
    this.#keptBytes += elements * 4;
    for (const [oldest, { values }] of this.#kept) {
      if (this.#keptBytes <= KEPT_BYTES || oldest === key) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= values.byteLength;
    }
    return chunk;
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '').slice(0, 200);
}
