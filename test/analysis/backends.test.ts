import {
  BACKENDS,
  type Backend,
  type Block,
  type CodeBlock,
  openBackend,
  RandomSource,
  selectBackend,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The contract, once for every backend of this version; one that does not load here is named, with the reason. */
describe.each(BACKENDS)('backend %s', (name) => {
  let backend: Backend | undefined;
  let absent = '';
  beforeAll(async () => {
    try {
      backend = await openBackend(name);
    } catch (error) {
      absent = error instanceof Error ? (error.message.split('\n')[0] as string) : String(error);
    }
  });
  afterAll(async () => backend?.dispose());

  const SHAPES = [
    [1, 1, 1],
    [3, 5, 7],
    [32, 64, 1000],
    [130, 17, 1024],
  ] as const;
  it.for(SHAPES)('multiplies %i x %i units over %i samples as float64 does', async ([p, q, n], test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const left = randomBlock(p, n, 1, 3);
    const right = randomBlock(q, n, 2, -2);
    const products = await backend.crossProducts(left, right);
    expect(products).toBeInstanceOf(Float32Array);
    const wanted = reference(left, right);
    expect(products.length).toBe(wanted.length);
    const scale = Math.sqrt(n);
    wanted.forEach((value, index) => {
      expect(Math.abs((products[index] as number) - value) / scale).toBeLessThan(2e-5);
    });
  });

  it('where it can be precise, is exact to the last digits', async (test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    if (backend.preciseCrossProducts === undefined) return test.skip(`${name} has no float64`);
    const [left, right] = [randomBlock(9, 1024, 7, 40), randomBlock(11, 1024, 8, -40)];
    const products = await backend.preciseCrossProducts(left, right);
    expect(products).toBeInstanceOf(Float64Array);
    reference(left, right).forEach((value, index) => {
      expect(products[index]).toBeCloseTo(value, 9);
    });
  });

  it.for([1, 63, 64, 131])(
    'where it can be precise, is so for a block of %i units with itself',
    async (units, test) => {
      if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
      if (backend.preciseCrossProducts === undefined) return test.skip(`${name} has no float64`);
      const block = randomBlock(units, 200, units, 40);
      const products = await backend.preciseCrossProducts(block, block);
      reference(block, block).forEach((value, index) => {
        expect(products[index]).toBeCloseTo(value, 9);
      });
    },
  );

  it('gives a symmetric product of a block with itself', async (test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const block = randomBlock(20, 333, 3, 5);
    const products = await backend.crossProducts(block, block);
    for (let row = 0; row < 20; row++) {
      for (let column = 0; column < 20; column++) {
        expect(products[row * 20 + column]).toBeCloseTo(products[column * 20 + row] as number, 3);
      }
    }
  });

  it('takes away a large centre before it multiplies', async (test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const block = randomBlock(4, 512, 4, 1000);
    const wanted = reference(block, block);
    (await backend.crossProducts(block, block)).forEach((product, index) => {
      expect(product).toBeCloseTo(wanted[index] as number, 1);
    });
  });

  it('does not change its arguments', async (test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const block = randomBlock(6, 40, 5, 1);
    const before = block.values.slice();
    await backend.crossProducts(block, randomBlock(3, 40, 6, 0));
    expect(block.values).toEqual(before);
  });

  const CODED = [
    [1, 1, 1, 1, 1],
    [3, 2, 5, 4, 7],
    [16, 9, 11, 8, 1000],
    [40, 10, 7, 3, 4096],
    // A code that nearly all samples have: more than bytes can count; and more codes than a row has bytes.
    [3, 1, 2, 1, 5000],
    [2, 255, 3, 200, 300],
  ] as const;
  it.for(CODED)('counts codes exactly: %i units of %i by %i units of %i over %i samples', async (shape, test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const [p, a, q, b, n] = shape;
    const [left, right] = [randomCodes(p, a, n, 11), randomCodes(q, b, n, 12)];
    const sums = new Int32Array(p * a * q * b);
    await backend.addCodeCounts(left, right, sums);
    const wanted = countedCodes(left, right);
    expect(sums.findIndex((count, index) => count !== wanted[index])).toBe(-1);
    await backend.addCodeCounts(left, right, sums);
    expect(sums.findIndex((count, index) => count !== 2 * (wanted[index] as number))).toBe(-1);
  });

  it('counts the codes of a block with itself', async (test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const block = randomCodes(6, 9, 500, 13);
    const sums = new Int32Array((6 * 9) ** 2);
    await backend.addCodeCounts(block, block, sums);
    expect(sums).toEqual(countedCodes(block, block));
  });

  it('frees what it takes', async (test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    if (name === 'onnxruntime') return test.skip('onnxruntime does not count its tensors');
    const { createRequire } = await import('node:module');
    const { join } = await import('node:path');
    const tf = createRequire(join(import.meta.dirname, '../../packages/analysis/package.json'))(
      '@tensorflow/tfjs-core',
    );
    const before = tf.memory().numTensors;
    for (let run = 0; run < 20; run++)
      await backend.crossProducts(randomBlock(8, 64, run, 0), randomBlock(9, 64, run, 1));
    for (let run = 0; run < 20; run++)
      await backend.addCodeCounts(
        randomCodes(8, 3, 64, run),
        randomCodes(9, 4, 64, run),
        new Int32Array(8 * 3 * 9 * 4),
      );
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('selection', () => {
  it('says of every backend what became of it', async () => {
    const { backend, reports } = await selectBackend();
    expect(reports.map((report) => report.name)).toEqual(BACKENDS);
    expect(reports.filter((report) => report.available).map((report) => report.name)).toEqual([backend.name]);
    for (const report of reports) expect(report.reason.length).toBeGreaterThan(3);
    await backend.dispose();
  });

  it('opens the one asked for', async () => {
    const { backend } = await selectBackend({ prefer: 'wasm' });
    expect(backend.name).toBe('wasm');
    await backend.dispose();
  });

  it('does not put another in the place of one that is absent', async () => {
    await expect(selectBackend({ prefer: 'webgpu' })).rejects.toThrow(/No backend could be opened/);
  });
});

function randomBlock(units: number, samples: number, seed: number, offset: number): Block {
  const random = new RandomSource(seed, units, samples);
  const values = Float32Array.from({ length: units * samples }, () => offset + random.normal());
  return { units, samples, values, centre: new Float32Array(units).fill(offset) };
}

function reference(left: Block, right: Block): Float64Array {
  const products = new Float64Array(left.units * right.units);
  for (let row = 0; row < left.units; row++) {
    for (let column = 0; column < right.units; column++) {
      let sum = 0;
      for (let sample = 0; sample < left.samples; sample++) {
        const x = (left.values[row * left.samples + sample] as number) - (left.centre[row] as number);
        const y = (right.values[column * right.samples + sample] as number) - (right.centre[column] as number);
        sum += x * y;
      }
      products[row * right.units + column] = sum;
    }
  }
  return products;
}

function randomCodes(units: number, depth: number, samples: number, seed: number): CodeBlock {
  const random = new RandomSource(seed, units, samples);
  return { units, samples, depth, codes: Uint8Array.from({ length: units * samples }, () => random.below(depth + 1)) };
}

function countedCodes(left: CodeBlock, right: CodeBlock): Int32Array {
  const width = right.units * right.depth;
  const counts = new Int32Array(left.units * left.depth * width);
  for (let row = 0; row < left.units; row++) {
    for (let column = 0; column < right.units; column++) {
      for (let sample = 0; sample < left.samples; sample++) {
        const a = left.codes[row * left.samples + sample] as number;
        const b = right.codes[column * right.samples + sample] as number;
        if (a === 0 || b === 0) continue;
        const index = (row * left.depth + a - 1) * width + column * right.depth + b - 1;
        counts[index] = (counts[index] as number) + 1;
      }
    }
  }
  return counts;
}
