import { Refusal } from '../errors.js';
import { type ByteSource, partOf, readBytes } from './byteSource.js';
import { ELEMENT_BYTES, type ElementType } from './elementTypes.js';
import { PlainArray } from './plainArray.js';
import { repeatedNames } from './repeatedNames.js';
import { productOf, type StoredArray } from './storedArray.js';

/** The format allows 100 MB; a header for ten thousand tensors is one. */
const LARGEST_HEADER = 8 * 2 ** 20;

const TYPES: { readonly [code: string]: ElementType } = {
  F16: 'float16',
  BF16: 'bfloat16',
  F32: 'float32',
  F64: 'float64',
  I8: 'int8',
  U8: 'uint8',
  I16: 'int16',
  U16: 'uint16',
  I32: 'int32',
  U32: 'uint32',
  I64: 'int64',
  U64: 'uint64',
  BOOL: 'bool',
};

interface Entry {
  readonly name: string;
  readonly code: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** The tensors of a safetensors file, by name; those of types that are not read are only known by name. */
export interface SafetensorsArrays {
  readonly names: readonly string[];
  /** @throws Refusal where there is no such tensor, or it has a type that is not read */
  array(name: string): StoredArray;
}

/**
 * Reads the header, and checks all that the format promises: each name once, and data without gaps and overlaps to the
 * end of the file.
 * @throws Refusal that names `file`, the tensor, and what is wrong
 */
export function openSafetensors(source: ByteSource, file: string): SafetensorsArrays {
  const refuse = (why: string): never => {
    throw new Refusal(`${file} is not a readable safetensors file: ${why}.`, 'Send an undamaged copy of the file.');
  };
  if (source.size < 8) refuse(`it has ${source.size} bytes`);
  const length = Number(new DataView(readBytes(source, 0, 8).buffer).getBigUint64(0, true));
  if (length > LARGEST_HEADER) refuse(`its header says that it is ${length} bytes long`);
  if (8 + length > source.size) refuse('its header is cut off');
  const start = 8 + length;
  const entries = readEntries(readBytes(source, 8, start), refuse);
  let end = 0;
  for (const { name, from, to } of [...entries].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from !== end) refuse(`tensor ${quoted(name)} begins at byte ${from} of the data where ${end} was expected`);
    end = to;
  }
  if (start + end !== source.size)
    refuse(`its tensors end at byte ${start + end}, and the file has ${source.size}: it was cut off or added to`);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: entries.map(({ name }) => name),
    array(name) {
      const entry = byName.get(name);
      if (entry === undefined) return refuse(`it has no tensor ${quoted(name)}`);
      const type = TYPES[entry.code];
      if (type === undefined) return refuse(`tensor ${quoted(name)} has the element type ${entry.code}`);
      const { from, to, shape } = entry;
      return new PlainArray(partOf(source, start + from, to - from), `Tensor ${quoted(name)} of ${file}`, {
        type,
        shape,
      });
    },
  };
}

function readEntries(header: Uint8Array, refuse: (why: string) => never): Entry[] {
  let text = '';
  let said: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(header);
    said = JSON.parse(text);
  } catch {
    refuse('its header is not JSON');
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said)) refuse('its header is not an object');
  const [twice] = repeatedNames(text);
  if (twice !== undefined) refuse(`tensor ${quoted(twice)} is there twice`);
  return Object.entries(said as object)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => readEntry(name, entry, refuse));
}

function readEntry(name: string, said: unknown, refuse: (why: string) => never): Entry {
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = (said ?? {}) as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  const complain = (why: string): never => refuse(`tensor ${quoted(name)} ${why}`);
  if (typeof dtype !== 'string') return complain('has no element type');
  if (!isExtents(shape) || !isExtents(offsets) || offsets.length !== 2 || shape.length > 64)
    return complain('has no valid shape or offsets');
  const [from, to] = offsets as [number, number];
  const type = TYPES[dtype];
  const bytes = type === undefined ? to - from : productOf(shape) * ELEMENT_BYTES[type];
  if (to < from || to - from !== bytes) complain('has offsets that do not fit its shape');
  return { name, code: dtype.slice(0, 40), shape, from, to };
}

function isExtents(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((extent) => Number.isSafeInteger(extent) && extent >= 0);
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 200));
}
