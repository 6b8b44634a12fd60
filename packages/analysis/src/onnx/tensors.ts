import type { Tensor } from 'onnxruntime-node';
import { fromFloat16, toFloat16 } from './float16.js';
import type { ModelInput } from './modelFile.js';

/**
 * What a session is fed with.
 * @param values batch x the input's shape, row-major; converted where the input is not float32
 */
export async function feedsOf(
  { name, elementType, shape }: ModelInput,
  values: Float32Array,
  batch: number,
): Promise<{ [name: string]: Tensor }> {
  const { Tensor } = await import('onnxruntime-node');
  const extents = [batch, ...shape];
  if (elementType === 'float16') return { [name]: new Tensor('float16', toFloat16(values), extents) };
  if (elementType === 'float64') return { [name]: new Tensor('float64', Float64Array.from(values), extents) };
  return { [name]: new Tensor('float32', values, extents) };
}

/** A tensor's values as float32, without a copy where they are; NaN for text. */
export function float32Of({ data, type }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (type === 'float16' && data instanceof Uint16Array) return fromFloat16(data);
  return Float32Array.from(data as ArrayLike<number>, Number);
}
