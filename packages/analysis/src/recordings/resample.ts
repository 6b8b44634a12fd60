import type { Interpolation } from './preprocessing.js';

/** A kernel and how far it reaches to either side. */
interface Kernel {
  readonly support: number;
  at(x: number): number;
}

const KERNELS: { readonly [name in Exclude<Interpolation, 'NEAREST'>]: Kernel } = {
  BILINEAR: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
  // Keys' cubic with a = -0.5.
  BICUBIC: {
    support: 2,
    at(x) {
      const a = -0.5;
      const size = Math.abs(x);
      if (size < 1) return ((a + 2) * size - (a + 3)) * size * size + 1;
      return size < 2 ? (((size - 5) * size + 8) * size - 4) * a : 0;
    },
  },
};
/** Bits behind the point of the weights that whole numbers are multiplied by. */
const PRECISION = 2 ** 22;

interface Weights {
  /** First entry that each output sees. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** outputs x `most`. */
  readonly values: Float64Array;
  readonly most: number;
}

/**
 * An image of one channel at another size, as Pillow makes it: rows first, then columns, each pixel a weighted mean of those
 * that it covers. Whole numbers are rounded to whole numbers from 0 to 255 after each pass, with weights in steps of 2^-22, so
 * that the values are Pillow's own. Source: Pillow's libImaging/Resample.c.
 * @param pixels height x width
 * @param isWhole whether they are whole numbers from 0 to 255
 */
export function resample(
  pixels: Float32Array,
  [height, width]: readonly [number, number],
  [toHeight, toWidth]: readonly [number, number],
  interpolation: Interpolation,
  isWhole: boolean,
): Float32Array {
  if (interpolation === 'NEAREST') return nearest(pixels, [height, width], [toHeight, toWidth]);
  const kernel = KERNELS[interpolation];
  const rows =
    toWidth === width ? pixels : pass(pixels, weightsOf(kernel, width, toWidth, isWhole), height, width, 1, isWhole);
  if (toHeight === height) return rows;
  // Columns are passes over rows that lie one row apart.
  return pass(rows, weightsOf(kernel, height, toHeight, isWhole), toWidth, height, toWidth, isWhole);
}

function weightsOf({ support, at }: Kernel, from: number, to: number, isWhole: boolean): Weights {
  const scale = from / to;
  const widened = Math.max(scale, 1);
  const reach = support * widened;
  const most = Math.ceil(reach) * 2 + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const values = new Float64Array(to * most);
  for (let output = 0; output < to; output++) {
    const center = (output + 0.5) * scale;
    const begin = Math.max(0, Math.trunc(center - reach + 0.5));
    const end = Math.min(from, Math.trunc(center + reach + 0.5));
    let sum = 0;
    for (let input = begin; input < end; input++) {
      const weight = at((input - center + 0.5) / widened);
      values[output * most + input - begin] = weight;
      sum += weight;
    }
    for (let index = output * most; index < output * most + end - begin; index++) {
      const weight = (values[index] as number) / sum;
      values[index] = isWhole ? Math.trunc(weight * PRECISION + (weight < 0 ? -0.5 : 0.5)) : weight;
    }
    first[output] = begin;
    count[output] = end - begin;
  }
  return { first, count, values, most };
}

/** Along one axis: `lines` lines of `length` entries that lie `step` apart. */
function pass(
  pixels: Float32Array,
  { first, count, values, most }: Weights,
  lines: number,
  length: number,
  step: number,
  isWhole: boolean,
): Float32Array {
  const made = new Float32Array(lines * first.length);
  for (let line = 0; line < lines; line++) {
    const from = step === 1 ? line * length : line;
    const to = step === 1 ? line * first.length : line;
    for (let output = 0; output < first.length; output++) {
      const begin = first[output] as number;
      let sum = 0;
      for (let tap = 0; tap < (count[output] as number); tap++) {
        sum += (pixels[from + (begin + tap) * step] as number) * (values[output * most + tap] as number);
      }
      made[to + output * step] = isWhole ? Math.min(255, Math.max(0, Math.floor(sum / PRECISION + 0.5))) : sum;
    }
  }
  return made;
}

function nearest(
  pixels: Float32Array,
  [height, width]: readonly [number, number],
  [toHeight, toWidth]: readonly [number, number],
): Float32Array {
  const made = new Float32Array(toHeight * toWidth);
  for (let row = 0; row < toHeight; row++) {
    const fromRow = Math.floor(((row + 0.5) * height) / toHeight);
    for (let column = 0; column < toWidth; column++) {
      const fromColumn = Math.floor(((column + 0.5) * width) / toWidth);
      made[row * toWidth + column] = pixels[fromRow * width + fromColumn] as number;
    }
  }
  return made;
}
