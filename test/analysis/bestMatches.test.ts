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
import { asLists, bestOfMatrix, both, keepRecording, randomRows, type Rows } from './bestMatchesCases.js';

let backend: Backend;
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
});
afterAll(() => backend.dispose());

function opened(): { engine: Engine; store: MemoryStore } {
  const store = new MemoryStore();
  return { engine: new Engine({ store, backend: async () => backend }), store };
}

async function expectSame(sides: readonly [Rows, Rows | null], kept: number): Promise<void> {
  const { engine, store } = opened();
  const { found, expected } = await both(engine, store, sides, kept);
  expect(found).toEqual(expected);
}

describe('the best partners are those of the full matrix, to the bit', () => {
  it('for layers of any two sizes, and lists longer than the layers', async () => {
    const random = new RandomSource(1);
    for (let round = 0; round < 40; round++) {
      const [p, q, samples, kept] = [1 + random.below(50), 1 + random.below(50), 2 + random.below(40), 1 + random.below(12)];
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
        rows.map((row) => (random.below(3) === 0 ? row.map(() => (random.below(2) === 0 ? 0 : 7.5)).fill(row[0]! > 0 ? 0 : 7.5) : row));
      await expectSame([still(randomRows(30, 10, random)), still(randomRows(45, 10, random))], 4);
      await expectSame([still(randomRows(50, 10, random)), null], 4);
    }
    await expectSame([[[0, 0, 0], [1, 1, 1]], randomRows(5, 3, random)], 2);
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
});
