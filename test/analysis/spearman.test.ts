import {
  BACKENDS,
  type Backend,
  MemoryStore,
  openBackend,
  RandomSource,
  type Recording,
  RecordingReader,
  ranksOfRecording,
  spearmanCorrelation,
  writeRecording,
} from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { goldenRecordings } from './twoNetworks.js';

const nothing = async (): Promise<void> => {};

/** A value for each sample and unit. */
async function recorded(store: MemoryStore, samples: number, units: readonly ((sample: number) => number)[]) {
  const values = Float32Array.from({ length: samples * units.length }, (_, index) =>
    (units[index % units.length] as (sample: number) => number)(Math.floor(index / units.length)),
  );
  return writeRecording(values, { units: units.length, title: 'made', key: 'made' }, store);
}

/** The definition: how many are lower, and half of those that are equal. */
function plainRanks(values: ArrayLike<number>): number[] {
  const list = Array.from(values);
  return list.map((value) => {
    let lower = 0;
    let equal = 0;
    for (const other of list) {
      if (other < value) lower++;
      else if (other === value) equal++;
    }
    return lower + (equal + 1) / 2;
  });
}

function plainPearson(x: number[], y: number[]): number {
  const middle = (x.length + 1) / 2;
  const product = (a: number[], b: number[]) =>
    a.reduce((sum, rank, i) => sum + (rank - middle) * ((b[i] as number) - middle), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

async function spearman(
  left: Recording,
  right: Recording,
  store: MemoryStore,
  backend: Backend,
): Promise<Float64Array> {
  const [x, y] = [await ranksOfRecording(left, store, nothing), await ranksOfRecording(right, store, nothing)];
  return spearmanCorrelation(x, y, false, { store, backend }, nothing);
}

describe('ranks', () => {
  it('are those of the definition: ties, both zeros, negative and tiny values', async () => {
    const store = new MemoryStore();
    const random = new RandomSource(1);
    const kinds = [
      () => random.normal(),
      () => Math.max(0, random.normal()),
      () => random.below(5) - 2,
      () => (random.below(2) === 0 ? -0 : 0),
      () => 1e-40 * random.normal(),
      () => 1e6 + random.below(3) / 16,
    ];
    const recording = await recorded(store, 700, kinds);
    const ranks = await ranksOfRecording(recording, store, nothing);
    const [values, found] = await Promise.all([recording, ranks].map((one) => new RecordingReader(one, store).all()));
    kinds.forEach((_, unit) => {
      const row = (values as Float32Array).subarray(unit * 700, (unit + 1) * 700);
      expect([...(found as Float32Array).subarray(unit * 700, (unit + 1) * 700)]).toEqual(plainRanks(row));
    });
    expect(ranks.conditions).toEqual(recording.conditions);
    expect(ranks.moments.mean.every((mean) => Math.abs(mean - 350.5) < 1e-9)).toBe(true);
  });

  it('are the same when rows do not fit into memory at once, and leave nothing else behind', async () => {
    const { store, left } = await goldenRecordings();
    const whole = await ranksOfRecording(left, store, nothing);
    const blobs = store.blobs.size;
    for (const rows of [1, 5, 23]) {
      const pieced = await ranksOfRecording(left, store, nothing, rows * 4 * left.samples);
      expect(pieced).toEqual(whole);
      expect(store.blobs.size).toBe(blobs);
    }
  });
});

describe.each(BACKENDS)("Spearman's correlation on %s", (name) => {
  it("is Pearson's of the ranks, and knows nothing but the order", async (test) => {
    let backend: Backend;
    try {
      backend = await openBackend(name);
    } catch (error) {
      return test.skip(`${name} is absent here: ${error}`);
    }
    const { store, left, right } = await goldenRecordings();
    const found = await spearman(left, right, store, backend);
    const [x, y] = await Promise.all([left, right].map((one) => new RecordingReader(one, store).all()));
    const rows = (values: Float32Array, units: number) =>
      Array.from({ length: units }, (_, unit) => plainRanks(values.subarray(unit * 1500, (unit + 1) * 1500)));
    const [a, b] = [rows(x as Float32Array, left.units), rows(y as Float32Array, right.units)];
    // Of float32 products; what is left of ranks once their mean is gone spreads over some 400.
    found.forEach((value, index) => {
      const [row, column] = [Math.floor(index / right.units), index % right.units];
      if (left.conditions[row] !== 0 || right.conditions[column] !== 0) expect(value).toBeNaN();
      else expect(Math.abs(value - plainPearson(a[row] as number[], b[column] as number[]))).toBeLessThan(2e-6);
    });

    const random = new RandomSource(2);
    const values = Float32Array.from({ length: 500 }, () => random.normal());
    const at = (sample: number) => values[sample] as number;
    const plain = await recorded(store, 500, [at, (s) => -at(s)]);
    const bent = await recorded(store, 500, [(s) => Math.exp(2 * at(s)), (s) => at(s) ** 3, () => random.normal()]);
    const between = await spearman(plain, bent, store, backend);
    [1, 1, between[2] as number, -1, -1, -(between[2] as number)].forEach((wanted, index) => {
      expect(between[index]).toBeCloseTo(wanted, 6);
    });
    await backend.dispose();
  });
});
