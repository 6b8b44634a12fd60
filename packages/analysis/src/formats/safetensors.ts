import { Refusal } from '../errors.js';

/** Element types of safetensors files that this project writes, by the format's own names. */
const TYPES = {
  F32: Float32Array,
  F64: Float64Array,
  I32: Int32Array,
  U8: Uint8Array,
} as const;

export type TensorType = keyof typeof TYPES;
export type TensorData = InstanceType<(typeof TYPES)[TensorType]>;

export interface Tensor {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: { readonly [name: string]: string };
}

/** No sane header is larger; the format's own limit too. */
const LARGEST_HEADER = 100_000_000;

export function typeOfTensor(data: TensorData): TensorType {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Float64Array) return 'F64';
  return data instanceof Int32Array ? 'I32' : 'U8';
}

/** Tensors are laid one after another in the order given, each beginning at a multiple of its element size. */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: { readonly [name: string]: string } = {},
): Uint8Array {
  // The widest elements first, so that every tensor is aligned without gaps, which the format forbids.
  const ordered = [...tensors].sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  const described = ordered.map(([name, { type, shape, data }]) => ({ name, type, shape, bytes: data.byteLength }));
  const { bytes, start } = emptyFile(described, metadata);
  let offset = start;
  for (const [, { data }] of ordered) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}

/** A file of one tensor of zeros, which is filled through `values`, a view of it: nothing is copied. */
export function emptySafetensors(name: string, shape: readonly number[]) {
  const count = shape.reduce((product, extent) => product * extent, 1);
  const { bytes, start } = emptyFile([{ name, type: 'F32', shape, bytes: 4 * count }], {});
  return { bytes, values: new Float32Array(bytes.buffer, start, count) };
}

/** A whole file whose tensors are zeros, and where they begin. */
function emptyFile(
  tensors: readonly { name: string; type: TensorType; shape: readonly number[]; bytes: number }[],
  metadata: { readonly [name: string]: string },
) {
  const header: { [name: string]: unknown } = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let end = 0;
  for (const { name, type, shape, bytes } of tensors) {
    header[name] = { dtype: type, shape, data_offsets: [end, end + bytes] };
    end += bytes;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + end).fill(0x20, 8 + text.length, 8 + headerLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.set(text, 8);
  return { bytes, start: 8 + headerLength };
}

/**
 * Tensors are views of `bytes` where alignment allows.
 * @throws Refusal that names `name`, the tensor and what is wrong with it.
 */
export function decodeSafetensors(bytes: Uint8Array, name = 'the file'): SafetensorsFile {
  const refuse = (why: string): never => {
    throw new Refusal(`${name} is not a readable safetensors file: ${why}.`, 'Replace it by an undamaged copy.');
  };
  if (bytes.length < 8) refuse(`it has ${bytes.length} bytes`);
  const headerLength = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (headerLength > LARGEST_HEADER || 8 + headerLength > bytes.length) refuse('its header is cut off');
  let header: { [name: string]: unknown } = {};
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + headerLength)));
  } catch {
    refuse('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) refuse('its header is not an object');
  const start = 8 + headerLength;
  const tensors = new Map<string, Tensor>();
  for (const [tensorName, said] of Object.entries(header)) {
    if (tensorName === '__metadata__') continue;
    const {
      dtype,
      shape,
      data_offsets: offsets,
    } = (said ?? {}) as { dtype?: string; shape?: unknown; data_offsets?: unknown };
    const complain = (why: string): never => refuse(`tensor ${JSON.stringify(tensorName)} ${why}`);
    if (dtype === undefined || !(dtype in TYPES)) return complain(`has element type ${dtype}`);
    if (!isExtents(shape) || !isExtents(offsets) || offsets.length !== 2)
      return complain('has no valid shape or offsets');
    const Elements = TYPES[dtype as TensorType];
    const [from, to] = offsets as [number, number];
    const count = shape.reduce((product, extent) => product * extent, 1);
    if (to - from !== count * Elements.BYTES_PER_ELEMENT) complain('has offsets that do not fit its shape');
    if (start + to > bytes.length) complain(`ends ${start + to - bytes.length} bytes behind the end of the file`);
    const aligned = (bytes.byteOffset + start + from) % Elements.BYTES_PER_ELEMENT === 0;
    const data = aligned
      ? new Elements(bytes.buffer as ArrayBuffer, bytes.byteOffset + start + from, count)
      : new Elements(bytes.slice(start + from, start + to).buffer as ArrayBuffer);
    tensors.set(tensorName, { type: dtype as TensorType, shape, data });
  }
  return { tensors, metadata: (header.__metadata__ ?? {}) as { [name: string]: string } };
}

function isExtents(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((extent) => Number.isSafeInteger(extent) && extent >= 0);
}
