/** Element types of arrays on disk, by NumPy's names, with the bytes of one element. */
export const ELEMENT_BYTES = {
  float16: 2,
  bfloat16: 2,
  float32: 4,
  float64: 8,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  bool: 1,
} as const;

export type ElementType = keyof typeof ELEMENT_BYTES;

export const ELEMENT_TYPES = Object.keys(ELEMENT_BYTES) as readonly ElementType[];

/** Every number of half precision, by its bits: looking up is some fifty times as fast as computing. */
let halves: Float32Array | undefined;

function halfTable(): Float32Array {
  halves ??= Float32Array.from({ length: 65536 }, (_, bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >>> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
  return halves;
}

/**
 * Elements as float32, the type that recordings have. Float64 and whole numbers of more than 24 bits are rounded; what is
 * beyond float32 becomes infinite, and is refused where recordings are written.
 * @param bytes aligned for its element type; swapped in place where `bigEndian`
 */
export function decodeElements(
  type: ElementType,
  bytes: Uint8Array,
  target: Float32Array,
  bigEndian = false,
): Float32Array {
  if (bigEndian) swapBytes(bytes, ELEMENT_BYTES[type]);
  const { buffer, byteOffset } = bytes;
  const count = bytes.length / ELEMENT_BYTES[type];
  switch (type) {
    case 'float16': {
      const table = halfTable();
      const bits = new Uint16Array(buffer, byteOffset, count);
      for (let index = 0; index < count; index++) target[index] = table[bits[index] as number] as number;
      return target;
    }
    case 'bfloat16': {
      const bits = new Uint16Array(buffer, byteOffset, count);
      const wide = new Uint32Array(target.buffer, target.byteOffset, count);
      for (let index = 0; index < count; index++) wide[index] = (bits[index] as number) << 16;
      return target;
    }
    case 'int64':
    case 'uint64': {
      const Wide = type === 'int64' ? BigInt64Array : BigUint64Array;
      const values = new Wide(buffer as ArrayBuffer, byteOffset, count);
      for (let index = 0; index < count; index++) target[index] = Number(values[index]);
      return target;
    }
    default:
      target.set(new VIEWS[type](buffer as ArrayBuffer, byteOffset, count));
      return target;
  }
}

const VIEWS = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  bool: Uint8Array,
} as const;

function swapBytes(bytes: Uint8Array, size: number): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 2) view.swap16();
  else if (size === 4) view.swap32();
  else if (size === 8) view.swap64();
}
