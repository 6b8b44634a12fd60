import type { Tensor } from 'onnxruntime-node';
import { loadOnnxruntime } from '../loadOnnxruntime.js';
import { fromFloat16, toFloat16 } from './float16.js';
import type { FilledInput, ModelInput, ModelInputs } from './modelInputs.js';
import { ModelRefused } from './modelRefused.js';

type Feeds = { [name: string]: Tensor };

/**
 * What a session is fed with.
 * @param values batch x the input's shape, row-major, channels first; converted where the input is not float32
 */
export async function feedsOf({ input, filled }: ModelInputs, values: Float32Array, batch: number): Promise<Feeds> {
  const { Tensor } = await loadOnnxruntime();
  const shape = input.isOpen ? [values.length / batch] : input.shape;
  const feeds: Feeds = {};
  if (input.kind === 'IMAGE_CHANNELS_LAST') {
    const [channels = 1, height = 1, width = 1] = shape;
    const extents = [batch, height, width, channels];
    feeds[input.name] = tensorOf(Tensor, input.elementType, channelsLast(values, channels, height * width), extents);
  } else {
    feeds[input.name] = tensorOf(Tensor, input.elementType, values, [batch, ...shape]);
  }
  for (const each of filled) {
    const rows = each.batch === 'BATCH' ? batch : 1;
    const length = shape[0] ?? 1;
    const extents = each.batch === 'NONE' ? [length] : [rows, length];
    feeds[each.name] = tensorOf(Tensor, each.elementType, filling(each.fill, rows, length), extents);
  }
  return feeds;
}

/** @throws {ModelRefused} where values are no tokens, `length` a stimulus */
export function checkTokens(values: Float32Array, length: number): void {
  const wrong = values.findIndex((value) => !Number.isInteger(value) || value < 0);
  if (wrong < 0) return;
  throw new ModelRefused(
    `Stimulus ${Math.floor(wrong / length)} has the token ${values[wrong]} at ${wrong % length}; tokens are whole numbers from 0.`,
    'Record this network on a probe set of tokens.',
  );
}

type TensorClass = typeof import('onnxruntime-node').Tensor;

function tensorOf(
  Class: TensorClass,
  type: ModelInput['elementType'],
  values: Float32Array,
  extents: number[],
): Tensor {
  switch (type) {
    case 'float16':
      return new Class('float16', toFloat16(values), extents);
    case 'float64':
      return new Class('float64', Float64Array.from(values), extents);
    case 'int64':
      return new Class(
        'int64',
        BigInt64Array.from(values, (value) => BigInt(Math.trunc(value))),
        extents,
      );
    case 'int32':
      return new Class('int32', Int32Array.from(values), extents);
    case 'bool':
      return new Class('bool', Uint8Array.from(values), extents);
    default:
      return new Class('float32', values, extents);
  }
}

function filling(fill: FilledInput['fill'], rows: number, length: number): Float32Array {
  return Float32Array.from({ length: rows * length }, (_, index) =>
    fill === 'POSITIONS' ? index % length : Number(fill === 'ONES'),
  );
}

function channelsLast(values: Float32Array, channels: number, pixels: number): Float32Array {
  const moved = new Float32Array(values.length);
  for (let first = 0; first < values.length; first += channels * pixels) {
    for (let channel = 0; channel < channels; channel++) {
      for (let pixel = 0; pixel < pixels; pixel++)
        moved[first + pixel * channels + channel] = values[first + channel * pixels + pixel] as number;
    }
  }
  return moved;
}

/** A tensor's values as float32, without a copy where they are; NaN for text. */
export function float32Of({ data, type }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (type === 'float16' && data instanceof Uint16Array) return fromFloat16(data);
  return Float32Array.from(data as ArrayLike<number>, Number);
}
