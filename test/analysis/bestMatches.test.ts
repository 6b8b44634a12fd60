import {
  type Backend,
  bestMatchesOf,
  correlationOf,
  Engine,
  MemoryStore,
  openBackend,
  RandomSource,
  screeningError,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asLists, bestOfMatrix, both, keepRecording, type Rows, randomRows } from './bestMatchesCases.js';

let backend: Backend;
let store: MemoryStore;
let engine: Engine;
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
  store = new MemoryStore();
  engine = new Engine({ store, backend: async () => backend });
});
afterAll(() => engine.dispose());

async function expectSame(sides: readonly [Rows, Rows | null], kept: number): Promise<void> {
  const { found, expected } = await both(engine, store, sides, kept);
  expect(found).toEqual(expected);
}

describe('the best partners are those of the full matrix, to the bit', () => {
  it('for layers of any two sizes, and lists longer than the layers', async () => {
    const random = new RandomSource(1);
    for (let round = 0; round < 40; round++) {
      const [p, q, samples, kept] = [
        1 + random.below(50),
        1 + random.below(50),
        2 + random.below(40),
        1 + random.below(12),
      ];
      await expectSame([randomRows(p, samples, random), randomRows(q, samples, random)], kept);
    }
    await expectSame([randomRows(3, 9, random), randomRows(5, 9, random)], 100);
  });

  it('of a layer with itself, where no unit is its own partner', async () => {
    const random = new RandomSource(2);
    for (let round = 0; round < 20; round++)
      await expectSame([randomRows(1 + random.below(60), 3 + random.below(30), random), null], 1 + random.below(8));
  });

  it('with copies, whose ties go to the lower index, and opposites, which are no partners', async () => {
    const random = new RandomSource(3);
    for (let round = 0; round < 20; round++) {
      const kinds = randomRows(3, 12, random);
      const drawn = (count: number): Rows =>
        Array.from({ length: count }, () => {
          const kind = kinds[random.below(3)]!;
          const scale = [1, -1, 2, 0.5][random.below(4)]!;
          return kind.map((value) => Math.fround(value) * scale);
        });
      await expectSame([drawn(40), drawn(33)], 5);
      await expectSame([drawn(40), null], 5);
    }
  });

  it('with dead and constant units, which have none and are none', async () => {
    const random = new RandomSource(4);
    for (let round = 0; round < 20; round++) {
      const still = (rows: number[][]): Rows =>
        rows.map((row) =>
          random.below(3) === 0 ? row.map(() => (random.below(2) === 0 ? 0 : 7.5)).fill(row[0]! > 0 ? 0 : 7.5) : row,
        );
      await expectSame([still(randomRows(30, 10, random)), still(randomRows(45, 10, random))], 4);
      await expectSame([still(randomRows(50, 10, random)), null], 4);
    }
    await expectSame(
      [
        [
          [0, 0, 0],
          [1, 1, 1],
        ],
        randomRows(5, 3, random),
      ],
      2,
    );
    await expectSame([randomRows(5, 3, random), [[2, 2, 2]]], 2);
  });

  it('where all values are whole numbers, and half of them tie', async () => {
    const random = new RandomSource(5);
    const coins = (units: number): Rows =>
      Array.from({ length: units }, () => Array.from({ length: 8 }, () => random.below(2)));
    for (let round = 0; round < 20; round++) {
      await expectSame([coins(60), coins(47)], 6);
      await expectSame([coins(60), null], 6);
    }
  });

  it('where units have large means and other scales', async () => {
    const random = new RandomSource(6);
    const moved = (rows: number[][]): Rows =>
      rows.map((row, unit) => row.map((value) => value * 10 ** ((unit % 9) - 4) + 1000 * (unit % 3)));
    await expectSame([moved(randomRows(40, 50, random)), moved(randomRows(40, 50, random))], 5);
  });

  it('over more samples than are summed in float32 at once', async () => {
    const random = new RandomSource(7);
    for (const samples of [2047, 2048, 2049, 4096, 5003])
      await expectSame([randomRows(20, samples, random), randomRows(37, samples, random)], 3);
  });

  it('where float32 has near-ties in the wrong order', async () => {
    const random = new RandomSource(8);
    const [base, other] = randomRows(2, 400, random) as [number[], number[]];
    // Partners whose correlations with the base are some 1e-9 apart.
    const near = Array.from({ length: 60 }, () => {
      const noise = randomRows(1, 400, random)[0]!;
      return base.map((value, sample) => value + 0.4 * other[sample]! + 3e-6 * noise[sample]!);
    });
    const far = randomRows(20, 400, random);
    const sides = [[base, ...far], random.shuffle([...near, ...far.map((row) => row.toReversed())])] as const;
    const { found, expected } = await both(engine, store, sides, 10);
    const values = expected.left[0]!.map(({ value }) => value);
    expect(values[0]! - values[9]!).toBeLessThan(1e-6);
    expect(Math.min(...values.slice(1).map((value, place) => values[place]! - value))).toBeLessThan(1e-8);
    const [x] = await coarse(sides[0].slice(0, 1));
    const scores = (await coarse(sides[1])).map((y) =>
      y.reduce((sum, value, index) => Math.fround(sum + Math.fround(value * x![index]!)), 0),
    );
    const byFloat32 = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, 10);
    expect(byFloat32).not.toEqual(expected.left[0]!.map(({ partner }) => partner));
    expect(found).toEqual(expected);
  });

  it('and, but for ties, those of the correlation that the product keeps', async () => {
    const random = new RandomSource(9);
    const [left, right] = [
      await keepRecording(randomRows(70, 300, random), store),
      await keepRecording(randomRows(90, 300, random), store),
    ];
    const found = asLists(await engine.derive(bestMatchesOf(left, right, { kept: 7 })));
    const { values, columns } = await engine.derive(correlationOf(left, right));
    const matrix = Array.from({ length: 70 }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)]);
    const expected = bestOfMatrix(matrix, 7, false);
    const partners = (lists: typeof expected.left) => lists.map((list) => list.map(({ partner }) => partner));
    expect([partners(found.left), partners(found.right)]).toEqual([partners(expected.left), partners(expected.right)]);
    for (const [unit, list] of found.left.entries())
      for (const [place, { value }] of list.entries())
        expect(value).toBeCloseTo(expected.left[unit]![place]!.value, 12);
  });
});

/** Standardised rows in float32. */
async function coarse(rows: Rows): Promise<number[][]> {
  return rows.map((row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const root = Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return row.map((value) => Math.fround((value - mean) / root));
  });
}

describe('the bound of the screening', () => {
  it('holds for products in float32, and is no larger than it must be by orders', async () => {
    const random = new RandomSource(10);
    for (const samples of [3, 100, 2048, 6000]) {
      const [x, y] = (await coarse(randomRows(2, samples, random))) as [number[], number[]];
      const exact = x.reduce((sum, value, index) => sum + value * y[index]!, 0);
      const screened = x.reduce((sum, value, index) => Math.fround(sum + Math.fround(value * y[index]!)), 0);
      const error = screeningError(samples, [1, 1]);
      expect(Math.abs(screened - exact)).toBeLessThan(error);
      expect(error).toBeLessThan(2.6e-4 * Math.min(1, samples / 1000 + 0.01));
    }
  });
});
