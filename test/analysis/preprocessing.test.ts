import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  edgeInStimulus,
  encodeNpy,
  imageGeometry,
  MemoryStore,
  type Preprocessing,
  presetFor,
  presetOf,
  stimulusShape,
} from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { readStimuli } from '../../packages/analysis/dist/recordings/stimuli.js';

interface Case {
  readonly interpolation: 'BILINEAR' | 'BICUBIC' | 'NEAREST';
  readonly side: number;
  readonly crop: number;
  /** height, width, channels */
  readonly shape: readonly [number, number, number];
  readonly image: readonly number[];
  readonly resized: readonly number[];
  readonly sample: readonly (readonly [number, number])[];
}
const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, '../architectures/preprocessing/torchvision.json'), 'utf8'),
) as Case[];
const plain: Preprocessing = { scale: 1, mean: [0, 0, 0], deviation: [1, 1, 1] };

async function prepared(
  values: Uint8Array | Float32Array,
  extents: readonly number[],
  shape: readonly number[],
  preprocessing: Preprocessing,
) {
  const store = new MemoryStore();
  const type = values instanceof Uint8Array ? '|u1' : '<f4';
  const [count = 0] = extents;
  const blob = await store.writeBlob(encodeNpy(type, extents, values));
  const stimuli = await readStimuli({ blob, count, shape }, store);
  return stimuli.batch(0, count, preprocessing);
}

function transposed({ image, shape: [height, width] }: Case): Uint8Array {
  return Uint8Array.from(image, (_, index) => {
    const [channel, pixel] = [Math.floor(index / (height * width)), index % (height * width)];
    return image[pixel * 3 + channel] ?? 0;
  });
}

describe("images are torchvision's", () => {
  it.each(cases)('$interpolation, shorter side $side, centre $crop: every pixel', async (each) => {
    const { image, shape, side, crop, interpolation, resized } = each;
    const [height, width] = shape;
    const preprocessing = { ...plain, resize: { shorterSide: side, interpolation }, crop: [crop, crop] };
    const found = await prepared(Uint8Array.from(image), [1, ...shape], [3, height, width], preprocessing);
    expect(found).toHaveLength(3 * crop * crop);
    for (const [index, value] of found.entries()) {
      const [channel, pixel] = [Math.floor(index / crop ** 2), index % crop ** 2];
      expect(value).toBe(resized[pixel * 3 + channel]);
    }
    const other = await prepared(transposed(each), [1, 3, height, width], [3, height, width], preprocessing);
    expect(other).toEqual(found);
  });

  it.each(cases)('$interpolation, shorter side $side, centre $crop: scaled and shifted, to 1e-6', async (each) => {
    const { image, shape, side, crop, interpolation, sample } = each;
    const { scale, mean, deviation } = presetFor('IMAGENET', [3, crop, crop]);
    const preprocessing = { scale, mean, deviation, resize: { shorterSide: side, interpolation }, crop: [crop, crop] };
    const [height, width] = shape;
    const found = await prepared(Uint8Array.from(image), [1, ...shape], [3, height, width], preprocessing);
    for (const [index, value] of sample) expect(Math.abs((found[index] ?? Number.NaN) - value)).toBeLessThan(1e-6);
  });
});

describe('preprocessing', () => {
  it('puts blue first, and takes means in the order of the network', async () => {
    const image = Uint8Array.from({ length: 2 * 3 * 4 }, (_, index) => index);
    const bgr = await prepared(image, [2, 3, 2, 2], [3, 2, 2], { ...plain, mean: [1, 2, 3], channelOrder: 'BGR' });
    const expected = [0, 1].flatMap((stimulus) =>
      [2, 1, 0].flatMap((channel, place) =>
        [0, 1, 2, 3].map((pixel) => stimulus * 12 + channel * 4 + pixel - (place + 1)),
      ),
    );
    expect([...bgr]).toEqual(expected);
  });

  it('leaves one colour one colour, whatever its size becomes', async () => {
    for (const interpolation of ['BILINEAR', 'BICUBIC', 'NEAREST'] as const) {
      for (const shorterSide of [3, 9, 20]) {
        const resize = { shorterSide, interpolation };
        const whole = await prepared(new Uint8Array(3 * 90).fill(77), [1, 3, 9, 10], [3, 9, 10], { ...plain, resize });
        expect(new Set(whole)).toEqual(new Set([77]));
        const fractions = await prepared(new Float32Array(270).fill(0.3), [1, 3, 9, 10], [3, 9, 10], {
          ...plain,
          resize,
        });
        for (const value of fractions) expect(value).toBeCloseTo(0.3, 6);
      }
    }
  });

  it('does the same to numbers with a fraction but for rounding', async () => {
    const [first] = cases as [Case];
    const [height, width] = first.shape;
    const preprocessing = { ...plain, resize: { shorterSide: 12, interpolation: 'BILINEAR' } as const, crop: [10, 10] };
    const image = transposed(first);
    const whole = await prepared(image, [1, 3, height, width], [3, height, width], preprocessing);
    const fractions = await prepared(
      Float32Array.from(image),
      [1, 3, height, width],
      [3, height, width],
      preprocessing,
    );
    // Rounded twice to whole numbers: after rows, and after columns.
    for (const [index, value] of whole.entries()) expect(Math.abs(value - (fractions[index] ?? 0))).toBeLessThan(1.01);
  });

  it('lets tokens and features through', async () => {
    const rows = Float32Array.from([3, 1, 4, 1, 5, 9]);
    expect(await prepared(rows, [2, 3], [3], { scale: 1, mean: [], deviation: [] })).toEqual(rows);
    const shifted = await prepared(rows, [2, 3], [3], { scale: 2, mean: [1, 0, 0], deviation: [1, 1, 2] });
    expect([...shifted]).toEqual([5, 2, 4, 1, 10, 9]);
  });

  it('refuses stimuli that are smaller than what is cut out', async () => {
    const small = prepared(new Uint8Array(48), [1, 3, 4, 4], [3, 4, 4], { ...plain, crop: [5, 5] });
    await expect(small).rejects.toThrow(/4 x 4, less than the 5 x 5/);
  });

  it('keeps apart what is in the file and what is meant', () => {
    expect(stimulusShape([28, 28])).toEqual([1, 28, 28]);
    expect(stimulusShape([32, 32, 3])).toEqual([3, 32, 32]);
    expect(stimulusShape([3, 32, 32])).toEqual([3, 32, 32]);
    expect(stimulusShape([4, 5, 3])).toEqual([4, 5, 3]);
    expect(stimulusShape([64])).toEqual([64]);
  });
});

describe('presets', () => {
  it('go by the size of the input, and are known again', () => {
    expect(presetFor('IMAGENET', [3, 224, 224])).toMatchObject({ resize: { shorterSide: 256 }, crop: [224, 224] });
    expect(presetFor('IMAGENET', [3, 299, 299]).resize?.shorterSide).toBe(342);
    expect(presetFor('CLIP', [3, 336, 336])).toMatchObject({ resize: { shorterSide: 336, interpolation: 'BICUBIC' } });
    for (const name of ['IMAGENET', 'CLIP', 'INCEPTION', 'CAFFE'] as const) {
      expect(presetOf(presetFor(name, [3, 64, 64]), [3, 64, 64])).toBe(name);
      expect(presetOf({ ...presetFor(name, [3, 64, 64]), scale: 2 }, [3, 64, 64])).toBeNull();
    }
  });
});

describe('places in the input', () => {
  it('are found again in the stimulus', () => {
    const geometry = imageGeometry([100, 200], presetFor('IMAGENET', [3, 224, 224]));
    const [rows, columns] = geometry ?? [];
    expect(rows).toEqual({ before: 100, resized: 256, first: 16, kept: 224 });
    expect(columns).toEqual({ before: 200, resized: 512, first: 144, kept: 224 });
    if (rows === undefined || columns === undefined) return;
    expect(edgeInStimulus(rows, 0)).toBeCloseTo(6.25);
    expect(edgeInStimulus(rows, 224)).toBeCloseTo(93.75);
    // The centre stays the centre.
    expect(edgeInStimulus(columns, 112)).toBeCloseTo(100);
  });
});
