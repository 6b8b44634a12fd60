import { decodeSafetensors, encodeSafetensors, type Tensor, type TensorData, typeOfTensor } from './safetensors.js';

/**
 * Values of derivations as files: a plain object of numbers, strings and typed arrays becomes a safetensors file, its
 * arrays as tensors and the rest as JSON in the metadata, so that any tool can look inside.
 */
export function packBundle(value: unknown): Uint8Array {
  const tensors = new Map<string, Tensor>();
  const structure = JSON.stringify(value, (_name, part: unknown) => {
    if (isTensorData(part)) {
      const name = `array${tensors.size}`;
      tensors.set(name, { type: typeOfTensor(part), shape: [part.length], data: part });
      return { [REFERENCE]: name };
    }
    // JSON has no such numbers, and the difference between "none" and 0 matters here.
    if (typeof part === 'number' && !Number.isFinite(part)) return { [NUMBER]: String(part) };
    return part;
  });
  return encodeSafetensors(tensors, { unitgraph: structure });
}

/** @throws Refusal when the bytes are damaged. */
export function unpackBundle<Value>(bytes: Uint8Array, name?: string): Value {
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  return JSON.parse(metadata.unitgraph ?? 'null', (_name, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    if (REFERENCE in part) return tensors.get(String(part[REFERENCE]))?.data;
    if (NUMBER in part) return Number(part[NUMBER]);
    return part;
  }) as Value;
}

/** Bytes that a value takes in memory, roughly: its arrays, and something for the rest. */
export function sizeOfBundle(value: unknown): number {
  if (isTensorData(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 16;
  return Object.values(value).reduce((sum: number, part) => sum + sizeOfBundle(part), 64);
}

const REFERENCE = '$array';
const NUMBER = '$number';

function isTensorData(value: unknown): value is TensorData {
  return (
    value instanceof Float64Array ||
    value instanceof Float32Array ||
    value instanceof Int32Array ||
    value instanceof Uint8Array
  );
}
