import assert from 'node:assert/strict';
import type { Backend, Block, CodeBlock } from '@unitgraph/analysis';

/** One thing that every backend must do. It imports nothing of the engine, so that it also runs where only that is: `npm run pack:gpu`. */
export interface ContractCase {
  readonly name: string;
  /** What the backend need not have for it; the case is passed over where it has not. */
  readonly needs?: keyof Backend;
  run(backend: Backend): Promise<void>;
}

const SHAPES = [
  [1, 1, 1],
  [3, 5, 7],
  [32, 64, 1000],
  [130, 17, 1024],
  // More than one group of threads, and no whole number of them.
  [129, 257, 33],
  // Enough for the larger groups that GPUs work in.
  [1409, 1420, 5],
  // Longer than blocks of devices without memory of their own.
  [5, 66, 2049],
] as const;

const CODED = [
  [1, 1, 1, 1, 1],
  [3, 2, 5, 4, 7],
  [16, 9, 11, 8, 1000],
  [40, 10, 7, 3, 4096],
  // A code that nearly all samples have: more than bytes can count; and more codes than a row has bytes.
  [3, 1, 2, 1, 5000],
  [2, 255, 3, 200, 300],
  // Few pairs of units over many samples, which a GPU counts in slices.
  [2, 3, 1, 5, 20_001],
] as const;

const multiplies = SHAPES.map(
  ([p, q, n]): ContractCase => ({
    name: `multiplies ${p} x ${q} units over ${n} samples as float64 does`,
    async run(backend) {
      const [left, right] = [randomBlock(p, n, 1, 3), randomBlock(q, n, 2, -2)];
      const products = await backend.crossProducts(left, right);
      assert.ok(products instanceof Float32Array);
      near(products, reference(left, right), 2e-5 * Math.sqrt(n));
    },
  }),
);

const isPreciseWithItself = [1, 63, 64, 131].map(
  (units): ContractCase => ({
    name: `where it can be precise, is so for a block of ${units} units with itself`,
    needs: 'preciseCrossProducts',
    async run(backend) {
      const block = randomBlock(units, 200, units, 40);
      const products = await backend.preciseCrossProducts?.(block, block);
      near(products ?? [], reference(block, block), 5e-10);
    },
  }),
);

const isSymmetric = [20, 131, 150].map(
  (units): ContractCase => ({
    name: `gives a symmetric product of a block of ${units} units with itself`,
    async run(backend) {
      const random = randomBlock(units, 333, 3, 5);
      // As recorded, and as a pass gives it that has taken the centres away: products are larger then.
      for (const block of [random, { ...random, centre: new Float32Array(units) }]) {
        const products = await backend.crossProducts(block, block);
        const wanted = reference(block, block);
        const scale = Math.max(...wanted.map(Math.abs)) / 333;
        const turned = products.map(
          (_, index) => products[(index % units) * units + Math.floor(index / units)] as number,
        );
        near(products, turned, 5e-4 * scale);
        near(products, wanted, 2e-5 * Math.sqrt(333) * scale);
      }
    },
  }),
);

const counts = CODED.map(
  ([p, a, q, b, n]): ContractCase => ({
    name: `counts codes exactly: ${p} units of ${a} by ${q} units of ${b} over ${n} samples`,
    async run(backend) {
      const [left, right] = [randomCodes(p, a, n, 11), randomCodes(q, b, n, 12)];
      const sums = new Int32Array(p * a * q * b);
      const wanted = countedCodes(left, right);
      await backend.addCodeCounts(left, right, sums);
      same(sums, wanted, 1);
      await backend.addCodeCounts(left, right, sums);
      same(sums, wanted, 2);
    },
  }),
);

export const BACKEND_CONTRACT: readonly ContractCase[] = [
  ...multiplies,
  {
    name: 'where it can be precise, is exact to the last digits',
    needs: 'preciseCrossProducts',
    async run(backend) {
      const [left, right] = [randomBlock(9, 1024, 7, 40), randomBlock(11, 1024, 8, -40)];
      const products = await backend.preciseCrossProducts?.(left, right);
      assert.ok(products instanceof Float64Array);
      near(products, reference(left, right), 5e-10);
    },
  },
  ...isPreciseWithItself,
  ...isSymmetric,
  {
    name: 'tells the blocks of several products apart, whatever it kept of the one before',
    async run(backend) {
      const [a, b, c] = [randomBlock(70, 90, 11, 3), randomBlock(66, 90, 12, -1), randomBlock(70, 90, 13, 8)];
      const orders: readonly (readonly [Block, Block])[] = [
        ...([
          [a, a],
          [a, b],
          [b, b],
          [b, a],
          [c, a],
          [a, c],
          [c, c],
          [b, c],
        ] as const),
        [{ ...a, values: c.values }, b],
      ];
      for (const [left, right] of orders) {
        near(await backend.crossProducts(left, right), reference(left, right), 2e-3);
        if (backend.preciseCrossProducts === undefined) continue;
        near(await backend.preciseCrossProducts(left, right), reference(left, right), 1e-9);
      }
    },
  },
  {
    name: 'gives a symmetric product over many samples',
    async run(backend) {
      const block = randomBlock(70, 2500, 3, 5);
      // Sums of squares: a millionth of what they come to.
      near(await backend.crossProducts(block, block), reference(block, block), 2.5e-3);
    },
  },
  {
    name: 'takes away a large centre before it multiplies',
    async run(backend) {
      const block = randomBlock(4, 511, 4, 1000);
      near(await backend.crossProducts(block, block), reference(block, block), 0.05);
    },
  },
  {
    name: 'does not change its arguments',
    async run(backend) {
      const block = randomBlock(6, 41, 5, 1);
      const before = block.values.slice();
      await backend.crossProducts(block, randomBlock(3, 41, 6, 0));
      assert.deepEqual(block.values, before);
    },
  },
  {
    name: 'computes many products at once, each from its own blocks',
    async run(backend) {
      const blocks = [21, 22, 23].map((seed) => randomBlock(seed, 96, seed, seed));
      const pairs = blocks.flatMap((left) => blocks.map((right) => ({ left, right })));
      const products = await Promise.all(pairs.map(({ left, right }) => backend.crossProducts(left, right)));
      pairs.forEach(({ left, right }, index) => {
        near(products[index] as Float32Array, reference(left, right), 2e-5 * Math.sqrt(96));
      });
    },
  },
  ...counts,
  {
    name: 'counts the codes of a block with itself',
    async run(backend) {
      const block = randomCodes(6, 9, 500, 13);
      const sums = new Int32Array((6 * 9) ** 2);
      await backend.addCodeCounts(block, block, sums);
      same(sums, countedCodes(block, block), 1);
    },
  },
  {
    name: 'frees what it takes',
    needs: 'arraysHeld',
    async run(backend) {
      const before = backend.arraysHeld?.();
      for (let run = 0; run < 20; run++) {
        await backend.crossProducts(randomBlock(8, 64, run, 0), randomBlock(9, 64, run, 1));
        const [left, right] = [randomCodes(8, 3, 64, run), randomCodes(9, 4, 64, run)];
        await backend.addCodeCounts(left, right, new Int32Array(8 * 3 * 9 * 4));
      }
      assert.equal(backend.arraysHeld?.(), before);
    },
  },
];

type Numbers = ArrayLike<number>;

export function near(found: Numbers, wanted: Numbers, tolerance: number): void {
  assert.equal(found.length, wanted.length);
  for (let index = 0; index < wanted.length; index++) {
    const [value, right] = [found[index] as number, wanted[index] as number];
    // NaN is never near.
    if (!(Math.abs(value - right) <= tolerance)) assert.fail(`entry ${index} is ${value}, not ${right}`);
  }
}

export function same(found: Numbers, wanted: Numbers, times: number): void {
  assert.equal(found.length, wanted.length);
  for (let index = 0; index < wanted.length; index++)
    if (found[index] !== times * (wanted[index] as number)) assert.fail(`entry ${index} is ${found[index]}`);
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Values with a deviation of about 1 around an offset, which is their centre. */
export function randomBlock(units: number, samples: number, seed: number, offset: number): Block {
  const random = randomNumbers(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const values = Float32Array.from({ length: units * samples }, () => offset + normal());
  return { units, samples, values, centre: new Float32Array(units).fill(offset) };
}

export function randomCodes(units: number, depth: number, samples: number, seed: number): CodeBlock {
  const random = randomNumbers(seed);
  const codes = Uint8Array.from({ length: units * samples }, () => Math.floor(random() * (depth + 1)));
  return { units, samples, depth, codes };
}

/** In float64. */
export function reference(left: Block, right: Block): Float64Array {
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

export function countedCodes(left: CodeBlock, right: CodeBlock): Int32Array {
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
