import { encodeNpy, MemoryStore, makeProbeSet, RandomSource, Refusal } from '@unitgraph/analysis';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { writeZip } from './writeZip.js';

/** Of each file; a night's worth is 20,000. */
const CASES = Number(process.env.UNITGRAPH_FUZZ ?? 60);
const SEED = Number(process.env.UNITGRAPH_FUZZ_SEED ?? 11);

const OPTIONS = {
  resize: { shorterSide: 12, interpolation: 'BILINEAR' },
  text: null,
  labels: null,
  classes: null,
  maximum: null,
} as const;

async function picture(format: 'png' | 'jpeg' | 'webp', seed: number): Promise<Uint8Array> {
  const random = new RandomSource(seed);
  const pixels = Uint8Array.from({ length: 24 * 20 * 3 }, () => random.below(256));
  return sharp(pixels, { raw: { width: 24, height: 20, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

/** An archive whose checksums are right, of images of which one is broken: the decoder sees it. */
async function archive(random: RandomSource): Promise<Uint8Array> {
  const formats = ['png', 'jpeg', 'webp'] as const;
  const broken = random.below(3);
  const images = await Promise.all(
    formats.map(async (format, index) => {
      const bytes = await picture(format, index);
      return { name: `${format}/a.${format}`, bytes: index === broken ? mutated(bytes, random) : bytes };
    }),
  );
  return writeZip(images);
}

async function plainArchive(): Promise<Uint8Array> {
  return writeZip([{ name: 'a.png', bytes: await picture('png', 1), method: 8 }]);
}

/** Bytes changed, taken out or cut off. */
function mutated(bytes: Uint8Array, random: RandomSource): Uint8Array {
  if (random.below(8) === 0) return bytes.slice(0, random.below(bytes.length));
  const broken = bytes.slice();
  for (let change = 0; change <= random.below(6); change++) broken[random.below(broken.length)] = random.below(256);
  return broken;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe(`files of stimuli, broken in ${CASES} ways each, are read or refused`, () => {
  it.each<[string, (random: RandomSource) => Promise<Uint8Array>, boolean]>([
    ['images in a zip', archive, true],
    ['a zip of images', async (random) => mutated(await plainArchive(), random), true],
    ['an array', async (random) => mutated(encodeNpy('|u1', [3, 4, 5], new Uint8Array(60)), random), false],
    ['a table', async (random) => mutated(encode('name,a,b,label\nx,1,"2",u\n"y, z",3,-4e2,v\n'), random), false],
  ])(
    '%s',
    async (name, make, isImages) => {
      let refused = 0;
      for (let index = 0; index < CASES; index++) {
        const store = new MemoryStore();
        const file = await store.writeBlob(await make(new RandomSource(SEED, index)));
        const options = isImages ? OPTIONS : { ...OPTIONS, resize: null };
        try {
          await makeProbeSet(file, options, { stimuli: 100, bytes: 2 ** 24 }, { store, report: async () => {} });
        } catch (error) {
          // Whatever is wrong is said to people; anything else is a defect.
          if (!(error instanceof Refusal)) throw new Error(`Case ${index} of ${name}, seed ${SEED}`, { cause: error });
          refused++;
        }
      }
      expect(refused).toBeGreaterThan(0);
    },
    600_000,
  );
});
