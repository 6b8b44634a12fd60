import type { ElementType } from './elementTypes.js';
import { ELEMENT_BYTES } from './elementTypes.js';
import { productOf } from './storedArray.js';

/** Elements that one chunk may have: it is unpacked whole. */
const LARGEST_CHUNK = 2 ** 24;
/** Chunks that one array may have. */
const MOST_CHUNKS = 2 ** 22;

const TYPES: { readonly [code: string]: ElementType } = {
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  i1: 'int8',
  u1: 'uint8',
  i2: 'int16',
  u2: 'uint16',
  i4: 'int32',
  u4: 'uint32',
  i8: 'int64',
  u8: 'uint64',
  b1: 'bool',
};

/** Types that zarrita, or Node 20, does not know, by one of the same size that it does. */
const STAND_INS: { readonly [type: string]: string } = { float16: 'uint16', bfloat16: 'uint16', bool: 'uint8' };

const CODECS = ['bytes', 'transpose', 'blosc', 'gzip', 'zlib', 'zstd', 'lz4', 'crc32c'];
const V2_CODECS = ['blosc', 'gzip', 'zlib', 'zstd', 'lz4', 'shuffle'];

/** What a Zarr array says of itself, checked. */
export interface ZarrMetadata {
  readonly version: 2 | 3;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Extents of what is unpacked at once: inside of shards, the inner chunks. */
  readonly chunks: readonly number[];
  /** Bytes of the index of a shard stand at its beginning, and not at its end. */
  readonly indexFirst: boolean;
  /** The document with types that zarrita can read. */
  readonly document: object;
}

type Said = { readonly [name: string]: unknown };

/** @throws an error that `refuse` makes of what is wrong */
export function readZarrMetadata(text: string, version: 2 | 3, refuse: (why: string) => never): ZarrMetadata {
  let said: Said = {};
  try {
    said = JSON.parse(text);
  } catch {
    refuse('its metadata is not JSON');
  }
  if (typeof said !== 'object' || said === null || said.zarr_format !== version)
    refuse(`its metadata is not of Zarr ${version}`);
  const read = version === 2 ? readV2(said, refuse) : readV3(said, refuse);
  const { shape, chunks } = read;
  if (productOf(chunks) > LARGEST_CHUNK)
    refuse(`one chunk has ${productOf(chunks)} elements where ${LARGEST_CHUNK} are the most: write smaller chunks`);
  const count = productOf(shape.map((extent, axis) => Math.ceil(extent / (chunks[axis] as number))));
  if (count > MOST_CHUNKS) refuse(`it has ${count} chunks where ${MOST_CHUNKS} are the most: write larger chunks`);
  return { ...read, version };
}

function readV2(said: Said, refuse: (why: string) => never): Omit<ZarrMetadata, 'version'> {
  const shape = extentsOf(said.shape, 'shape', refuse);
  const chunks = extentsOf(said.chunks, 'chunks', refuse, shape.length);
  const code = typeof said.dtype === 'string' ? said.dtype : '';
  const type = /^[<>|]/.test(code) ? TYPES[code.slice(1)] : undefined;
  if (type === undefined) return refuse(`its elements are ${JSON.stringify(said.dtype)?.slice(0, 80)}`);
  if (said.order !== 'C' && said.order !== 'F') refuse('its order is neither C nor F');
  const separator = said.dimension_separator ?? '.';
  if (separator !== '.' && separator !== '/') refuse('its dimension_separator is neither . nor /');
  const filters = said.filters ?? [];
  if (!Array.isArray(filters)) return refuse('its filters are no list');
  const named = said.compressor == null ? filters : [...filters, said.compressor];
  for (const each of named) {
    const id = (each as Said | null)?.id;
    if (typeof id !== 'string' || !V2_CODECS.includes(id)) refuse(`the codec ${JSON.stringify(id)} is not read`);
  }
  const stand = { uint16: 'u2', uint8: 'u1' }[STAND_INS[type] ?? ''];
  const document = {
    zarr_format: 2,
    shape,
    chunks,
    dtype: stand === undefined ? code : `${stand === 'u1' ? '|' : code[0]}${stand}`,
    order: said.order,
    dimension_separator: separator,
    filters,
    compressor: said.compressor ?? null,
    fill_value: fillOf(said.fill_value, type, refuse),
  };
  return { type, shape, chunks, indexFirst: false, document };
}

function readV3(said: Said, refuse: (why: string) => never): Omit<ZarrMetadata, 'version'> {
  if (said.node_type !== 'array') refuse('it is a group, not an array: name an array in it');
  const shape = extentsOf(said.shape, 'shape', refuse);
  const type = (said.data_type as string) in ELEMENT_BYTES ? (said.data_type as ElementType) : undefined;
  if (type === undefined) return refuse(`its elements are ${JSON.stringify(said.data_type)?.slice(0, 80)}`);
  const grid = said.chunk_grid as Said | null;
  if (grid?.name !== 'regular') refuse('its chunk grid is not regular');
  const outer = extentsOf((grid?.configuration as Said | null)?.chunk_shape, 'chunk_shape', refuse, shape.length);
  const encoding = said.chunk_key_encoding as Said | null;
  const separator = (encoding?.configuration as Said | undefined)?.separator;
  if (
    (encoding?.name !== 'default' && encoding?.name !== 'v2') ||
    (separator !== undefined && separator !== '.' && separator !== '/')
  )
    refuse('its chunk keys are encoded in a way that is not read');
  if (Array.isArray(said.storage_transformers) && said.storage_transformers.length > 0)
    refuse('it has storage transformers');
  const [first] = Array.isArray(said.codecs) ? (said.codecs as Said[]) : [];
  const sharding = first?.name === 'sharding_indexed' ? (first.configuration as Said | null) : null;
  let chunks = outer;
  if (sharding === null) checkCodecs(said.codecs, CODECS, shape.length, refuse);
  else {
    if ((said.codecs as unknown[]).length !== 1) refuse('its shards are packed once more, which is not read');
    chunks = extentsOf(sharding.chunk_shape, 'chunk_shape of shards', refuse, shape.length);
    if (outer.some((extent, axis) => extent % (chunks[axis] as number) !== 0))
      refuse('its shards are no multiple of their chunks');
    if (productOf(outer) / productOf(chunks) > MOST_CHUNKS) refuse('a shard has too many chunks');
    checkCodecs(sharding.codecs, CODECS, shape.length, refuse);
    checkCodecs(sharding.index_codecs, ['bytes', 'crc32c'], shape.length + 1, refuse);
  }
  const document = {
    zarr_format: 3,
    node_type: 'array',
    shape,
    data_type: STAND_INS[type] ?? type,
    chunk_grid: { name: 'regular', configuration: { chunk_shape: outer } },
    chunk_key_encoding: { name: encoding?.name, configuration: separator === undefined ? {} : { separator } },
    codecs: said.codecs,
    fill_value: fillOf(said.fill_value, type, refuse),
    attributes: {},
  };
  const place = sharding?.index_location ?? 'end';
  if (place !== 'end' && place !== 'start') refuse('the index of its shards stands in no known place');
  return { type, shape, chunks, indexFirst: place === 'start', document };
}

function checkCodecs(said: unknown, known: readonly string[], axes: number, refuse: (why: string) => never): void {
  const codecs = Array.isArray(said) && said.length <= 8 ? (said as readonly (Said | null)[]) : [];
  if (codecs.length === 0) refuse('its codecs are no list');
  for (const codec of codecs) {
    const name = codec?.name;
    if (typeof name !== 'string' || !known.includes(name)) refuse(`the codec ${JSON.stringify(name)} is not read`);
    if (name !== 'transpose') continue;
    const order = (codec?.configuration as Said | null)?.order;
    const sound =
      order === 'C' ||
      order === 'F' ||
      (Array.isArray(order) && order.length === axes && order.every((_, axis) => order.includes(axis)));
    if (!sound) refuse('it is transposed by no order of its axes');
  }
}

function extentsOf(said: unknown, what: string, refuse: (why: string) => never, axes?: number): number[] {
  const sound =
    Array.isArray(said) &&
    said.length > 0 &&
    said.length <= 32 &&
    (axes === undefined || said.length === axes) &&
    said.every((extent) => Number.isSafeInteger(extent) && extent > 0);
  return sound ? (said as number[]) : refuse(`its ${what} is no list of whole numbers above 0`);
}

/** What stands where a chunk is missing, in the type that zarrita reads it as. */
function fillOf(said: unknown, type: ElementType, refuse: (why: string) => never): number {
  if (said === null || said === undefined || said === 0 || said === false) return 0;
  const number = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY };
  const value =
    typeof said === 'string' ? number[said as 'NaN'] : typeof said === 'boolean' ? Number(said) : (said as number);
  if (typeof value !== 'number') return refuse('its fill_value is no number');
  // Bits are filled in, not numbers, where another type stands in.
  if (type === 'float16' || type === 'bfloat16') return refuse('its fill_value is not 0: write all chunks');
  if ((type === 'int64' || type === 'uint64') && !Number.isSafeInteger(value)) refuse('its fill_value is too large');
  return value;
}
