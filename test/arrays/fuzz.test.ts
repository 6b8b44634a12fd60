import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RandomSource, Refusal, readManifest } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { convert, fileBytes } from './convert.js';
import { manifest } from './manifests.js';

/** Mutations of each file. A night of them: UNITGRAPH_FUZZ=20000 (docs/imports.md). */
const CASES = Number(process.env.UNITGRAPH_FUZZ ?? 60);
const SEED = Number(process.env.UNITGRAPH_FUZZ_SEED ?? 1);
/** What the largest file of `files/`, whole or broken, may take: chunks, windows and their copies. */
const MOST_BYTES = 512 * 2 ** 20;

/** What may be at fault in a length or an offset: edges of its type. */
const NUMBERS = [0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** The bytes with one to four things wrong with them. */
function mutated(bytes: Uint8Array, random: RandomSource): Uint8Array {
  let result: Uint8Array = Uint8Array.from(bytes);
  const place = (): number => random.below(Math.max(1, result.length));
  for (let count = 1 + random.below(4); count > 0; count--) {
    switch (random.below(7)) {
      case 0:
        result[place()] = random.below(256);
        break;
      case 1:
        result[place()]! ^= 1 << random.below(8);
        break;
      case 2:
        result = result.subarray(0, place());
        break;
      case 3: {
        const [from, length] = [place(), random.below(64)];
        result = Uint8Array.from([...result.subarray(0, from), ...result.subarray(from + length)]);
        break;
      }
      case 4: {
        const [from, length, to] = [place(), random.below(64), place()];
        result = Uint8Array.from([
          ...result.subarray(0, to),
          ...result.subarray(from, from + length),
          ...result.subarray(to),
        ]);
        break;
      }
      case 5: {
        if (result.length < 4) break;
        new DataView(result.buffer, result.byteOffset).setUint32(
          random.below(result.length - 3),
          NUMBERS[random.below(NUMBERS.length)] as number,
          true,
        );
        break;
      }
      // Digits are lengths, shapes and offsets where headers are text.
      default: {
        const digits = [...result.keys()].filter(
          (at) => (result[at] as number) >= 0x30 && (result[at] as number) <= 0x39,
        );
        const at = digits[random.below(Math.max(1, digits.length))];
        if (at !== undefined) result[at] = 0x30 + random.below(10);
      }
    }
  }
  return result;
}

describe(`files of every format, broken in ${CASES} ways each, are read or refused`, () => {
  it.each(readdirSync(join(import.meta.dirname, 'files')))(
    '%s',
    async (file) => {
      const bytes = fileBytes(file);
      const tensors = /safetensors/.test(file)
        ? ['float32', 'float16']
        : file.endsWith('.npy')
          ? [null]
          : ['conv1', '/'];
      let refused = 0;
      for (let index = 0; index < CASES; index++) {
        const random = new RandomSource(SEED, index);
        const broken = mutated(bytes, random);
        const tensor = tensors[random.below(tensors.length)] ?? null;
        try {
          await convert(broken, file, { tensor, dtype: /16/.test(`${file}${tensor}`) ? 'float16' : 'float32' });
        } catch (error) {
          // Whatever is wrong is said to people; anything else is a defect.
          if (!(error instanceof Refusal)) throw new Error(`Case ${index} of ${file}, seed ${SEED}`, { cause: error });
          refused++;
        }
        expect(process.memoryUsage().arrayBuffers).toBeLessThan(MOST_BYTES);
      }
      expect(refused).toBeGreaterThan(0);
    },
    600_000,
  );

  it('manifest.json', () => {
    const text = JSON.stringify(manifest());
    let refused = 0;
    for (let index = 0; index < CASES * 20; index++) {
      const broken = new TextDecoder().decode(mutated(new TextEncoder().encode(text), new RandomSource(SEED, index)));
      let document: unknown;
      try {
        document = JSON.parse(broken);
      } catch {
        continue;
      }
      try {
        readManifest(document, () => null);
      } catch (error) {
        if (!(error instanceof Refusal)) throw new Error(`Case ${index}, seed ${SEED}: ${broken}`, { cause: error });
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(0);
  }, 600_000);
});
