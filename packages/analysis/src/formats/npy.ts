import { Refusal } from '../errors.js';

/** Element types of `.npy` files that this project reads and writes, by NumPy's own codes (little-endian). */
const TYPES = {
  '<f4': Float32Array,
  '<f8': Float64Array,
  '<i4': Int32Array,
  '<i8': BigInt64Array,
  '<u2': Uint16Array,
  '|u1': Uint8Array,
  '|b1': Uint8Array,
} as const;

export type NpyType = keyof typeof TYPES;
export type NpyData = InstanceType<(typeof TYPES)[NpyType]>;

export interface NpyArray {
  readonly type: NpyType;
  readonly shape: readonly number[];
  /** True when the first index varies fastest. */
  readonly fortranOrder: boolean;
  readonly data: NpyData;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** The bytes before the data: so that large arrays can be streamed after them. */
export function npyHeader(type: NpyType, shape: readonly number[], fortranOrder = false): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const description = `{'descr': '${type}', 'fortran_order': ${fortranOrder ? 'True' : 'False'}, 'shape': ${tuple}, }`;
  // NumPy pads the header so that the data starts at a multiple of 64 bytes, and ends it with a newline.
  const padded = description.padEnd(Math.ceil((10 + description.length + 1) / 64) * 64 - 11, ' ');
  const bytes = new Uint8Array(10 + padded.length + 1);
  bytes.set([...MAGIC, 1, 0, (padded.length + 1) & 0xff, (padded.length + 1) >> 8]);
  bytes.set(new TextEncoder().encode(`${padded}\n`), 10);
  return bytes;
}

/** A `.npy` file of zeros, and its elements to be filled in place: large ones need not be copied. */
export function npyRoom<Type extends NpyType>(
  type: Type,
  shape: readonly number[],
): { readonly file: Uint8Array<ArrayBuffer>; readonly data: InstanceType<(typeof TYPES)[Type]> } {
  const header = npyHeader(type, shape);
  const count = shape.reduce((product, extent) => product * extent, 1);
  const Elements = TYPES[type];
  const file = new Uint8Array(header.length + count * Elements.BYTES_PER_ELEMENT);
  file.set(header);
  // Headers end at a multiple of 64 bytes, where any type may begin.
  return { file, data: new Elements(file.buffer, header.length, count) as InstanceType<(typeof TYPES)[Type]> };
}

export function encodeNpy(type: NpyType, shape: readonly number[], data: NpyData, fortranOrder = false): Uint8Array {
  const header = npyHeader(type, shape, fortranOrder);
  const bytes = new Uint8Array(header.length + data.byteLength);
  bytes.set(header);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length);
  return bytes;
}

/** @throws Refusal when the bytes are not a `.npy` file of a type listed above, or their number does not fit the shape. */
export function decodeNpy(bytes: Uint8Array, name = 'the array'): NpyArray {
  const refuse = (why: string): never => {
    throw new Refusal(
      `${name} is not a readable .npy file: ${why}.`,
      'Write it with numpy.save, as float32, float64 or uint8.',
    );
  };
  if (bytes.length < 10 || MAGIC.some((byte, index) => bytes[index] !== byte)) refuse('it does not begin like one');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6] !== 1;
  if (wide && bytes.length < 12) refuse('its header is cut off');
  const start = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (start + length > bytes.length) refuse('its header is cut off');
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const extents = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (!(type in TYPES)) refuse(`element type ${type || 'unknown'} is not one of ${Object.keys(TYPES).join(', ')}`);
  if (order === undefined || extents === undefined) return refuse('its header lacks the order or the shape');
  const shape = extents
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(Number);
  const Elements = TYPES[type as NpyType];
  const count = shape.reduce((product, extent) => product * extent, 1);
  const expected = count * Elements.BYTES_PER_ELEMENT;
  const found = bytes.length - start - length;
  if (!Number.isSafeInteger(count) || found !== expected) {
    refuse(`shape (${shape.join(', ')}) of ${type} needs ${expected} bytes and ${found} are there`);
  }
  // A copy where the data is not aligned for its type, a view where it is.
  const offset = bytes.byteOffset + start + length;
  const aligned = offset % Elements.BYTES_PER_ELEMENT === 0;
  const data = aligned
    ? new Elements(bytes.buffer as ArrayBuffer, offset, count)
    : new Elements(bytes.slice(start + length).buffer as ArrayBuffer, 0, count);
  return { type: type as NpyType, shape, fortranOrder: order === 'True', data };
}
