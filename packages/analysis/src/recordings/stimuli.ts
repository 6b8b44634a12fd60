import type { StimulusArray } from '../derivations/wanted.js';
import { Refusal } from '../errors.js';
import { decodeNpy } from '../formats/npy.js';
import type { Store } from '../storage/store.js';
import { imageGeometry, shapeAfter } from './imageGeometry.js';
import type { Preprocessing } from './preprocessing.js';
import { resample } from './resample.js';

/** Stimuli in memory, and the way from their raw values to a network's input. */
export interface Stimuli {
  readonly count: number;
  /** Input of `count` stimuli from `first` on: count x channels x height x width, or count x features or tokens. */
  batch(first: number, count: number, preprocessing: Preprocessing): Float32Array;
}

/** @throws Refusal when the blob is not what the probe set says. */
export async function readStimuli(stimuli: StimulusArray, store: Store): Promise<Stimuli> {
  const name = `The stimuli ${store.describeBlob(stimuli.blob)}`;
  const { data, type, shape, fortranOrder } = decodeNpy(await store.readBlob(stimuli.blob), name);
  const [channels = 1, height = 1, width = 1] = stimuli.shape;
  const size = channels * height * width;
  if (data.length !== stimuli.count * size || fortranOrder) {
    throw new Refusal(
      `${name} holds ${data.length} values where ${stimuli.count} stimuli of ${stimuli.shape.join(' x ')} were expected.`,
      'Import the probe set again.',
    );
  }
  const raw = data instanceof BigInt64Array ? Float64Array.from(data, Number) : data;
  const read = planeReader(raw, stimuli, shape);
  const isWhole = type === '|u1';
  return {
    count: stimuli.count,
    batch(first, count, preprocessing) {
      const { scale, mean, deviation, resize, channelOrder } = preprocessing;
      const shapeOfInput = shapeAfter(stimuli.shape, preprocessing);
      const geometry = imageGeometry([height, width], preprocessing);
      if (shapeOfInput === null || geometry === null) {
        throw new Refusal(
          `${name} are ${height} x ${width}, less than the ${preprocessing.crop?.join(' x ')} that are cut out.`,
          'Import the network with a resize before the crop.',
        );
      }
      const [rows, columns] = geometry;
      const kept = rows.kept * columns.kept;
      const input = new Float32Array(count * channels * kept);
      const resized = [rows.resized, columns.resized] as const;
      const isResized = resized[0] !== height || resized[1] !== width;
      for (let plane = 0; plane < count * channels; plane++) {
        const channel = plane % channels;
        const from = channelOrder === 'BGR' ? channels - 1 - channel : channel;
        let pixels = read(first + Math.floor(plane / channels), from);
        if (isResized) {
          pixels = resample(pixels, [height, width], resized, resize?.interpolation ?? 'BILINEAR', isWhole);
        }
        const [offset, divisor] = [mean[channel] ?? 0, deviation[channel] ?? 1];
        for (let row = 0; row < rows.kept; row++) {
          const start = (row + rows.first) * columns.resized + columns.first;
          const to = plane * kept + row * columns.kept;
          for (let column = 0; column < columns.kept; column++)
            input[to + column] = ((pixels[start + column] as number) * scale - offset) / divisor;
        }
      }
      return input;
    },
  };
}

type Raw = { readonly [index: number]: number; readonly length: number };

/** Reads one channel of one stimulus, wherever the axis of channels is. */
function planeReader(
  raw: Raw,
  { shape: [channels = 1, height = 1, width = 1] }: StimulusArray,
  shape: readonly number[],
): (stimulus: number, channel: number) => Float32Array {
  const pixels = height * width;
  const isLast = areChannelsLast(shape.slice(1), [channels, height, width]);
  const [step, apart] = isLast ? [channels, 1] : [1, pixels];
  return (stimulus, channel) => {
    const plane = new Float32Array(pixels);
    const start = stimulus * channels * pixels + channel * apart;
    for (let pixel = 0; pixel < pixels; pixel++) plane[pixel] = raw[start + pixel * step] as number;
    return plane;
  };
}

/** Whether an array is height x width x channels where channels x height x width are meant. */
export function areChannelsLast(extents: readonly number[], [channels, height, width]: readonly number[]): boolean {
  const isFirst = extents.length !== 3 || (extents[0] === channels && extents[1] === height && extents[2] === width);
  return !isFirst && extents[0] === height && extents[1] === width && extents[2] === channels;
}

/**
 * Extents of one stimulus with its channels first, given those of the array without its first axis: where the last is 1, 3
 * or 4 and the first is not, channels are last; where there are two, there is one channel.
 */
export function stimulusShape(extents: readonly number[]): readonly number[] {
  const [first = 1, second = 1, third] = extents;
  if (extents.length === 2) return [1, first, second];
  const few = (extent: number | undefined): boolean => extent === 1 || extent === 3 || extent === 4;
  return extents.length === 3 && few(third) && !few(first) ? [third ?? 1, first, second] : extents;
}
