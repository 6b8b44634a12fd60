import {
  BACKENDS,
  type Backend,
  type BinEdges,
  binEdgesOf,
  MemoryStore,
  type MutualInformation,
  mutualInformationOf,
  openBackend,
  RandomSource,
  type Recording,
  writeRecording,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expected, goldenRecordings } from './twoNetworks.js';

const nothing = async (): Promise<void> => {};

/** Recordings of some units each, in one store; `make` gives the value of a unit on a sample. */
async function recorded(store: MemoryStore, samples: number, units: readonly ((sample: number) => number)[]) {
  const values = new Float32Array(samples * units.length);
  units.forEach((make, unit) => {
    for (let sample = 0; sample < samples; sample++) values[sample * units.length + unit] = make(sample);
  });
  return writeRecording(values, { units: units.length, title: 'made', key: 'made' }, store);
}

function rectified(seed: number): () => number {
  const random = new RandomSource(seed);
  return () => Math.max(0, random.normal());
}

async function informationOf(
  left: Recording,
  right: Recording,
  store: MemoryStore,
  backend: Backend,
): Promise<MutualInformation & { leftEdges: BinEdges; rightEdges: BinEdges }> {
  const leftEdges = await binEdgesOf(left, store, nothing);
  const rightEdges = await binEdgesOf(right, store, nothing);
  const binned = [
    { recording: left, edges: leftEdges },
    { recording: right, edges: rightEdges },
  ] as const;
  const found = await mutualInformationOf(...binned, left === right, { store, backend }, nothing);
  return { ...found, leftEdges, rightEdges };
}

describe('the laws of mutual information', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await openBackend('onnxruntime');
  });
  afterAll(async () => backend.dispose());

  it('is not negative, symmetric, and at most the entropy of either unit', async () => {
    const store = new MemoryStore();
    const shared = rectified(1);
    const values = Float64Array.from({ length: 3000 }, shared);
    const [noise, other] = [rectified(2), rectified(3)];
    const left = await recorded(store, 3000, [
      (s) => values[s] as number,
      noise,
      (s) => (values[s] as number) + noise(),
    ]);
    const right = await recorded(store, 3000, [(s) => (values[s] as number) + other(), other]);
    const there = await informationOf(left, right, store, backend);
    const back = await informationOf(right, left, store, backend);
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 2; column++) {
        const value = there.raw[row * 2 + column] as number;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeCloseTo(back.raw[column * 3 + row] as number, 12);
        expect(value).toBeLessThanOrEqual(
          Math.min(there.leftEntropy[row] as number, there.rightEntropy[column] as number),
        );
      }
    }
  });

  it('of a unit with itself is the entropy of its bins', async () => {
    const store = new MemoryStore();
    const left = await recorded(store, 900, [rectified(4), (s) => s + 1, (s) => s % 3]);
    const found = await informationOf(left, left, store, backend);
    for (let unit = 0; unit < 3; unit++) expect(found.raw[unit * 4]).toBeCloseTo(found.leftEntropy[unit] as number, 12);
    // Nine bins of 100 samples each, and three values of which one is silence.
    expect(found.leftEntropy[1]).toBeCloseTo(Math.log(9), 12);
    expect(found.leftEntropy[2]).toBeCloseTo(Math.log(3), 12);
  });

  it('does not change when positive values pass through an increasing function', async () => {
    const store = new MemoryStore();
    const values = Float32Array.from({ length: 2001 }, rectified(5));
    const noise = Float32Array.from({ length: 2001 }, rectified(6));
    const at = (s: number) => values[s] as number;
    const right = await recorded(store, 2001, [(s) => at(s) + (noise[s] as number)]);
    const plain = await informationOf(await recorded(store, 2001, [at]), right, store, backend);
    // Powers of two keep the interpolated edges exactly where they were.
    const doubled = await informationOf(await recorded(store, 2001, [(s) => 1024 * at(s)]), right, store, backend);
    expect(doubled.raw).toEqual(plain.raw);
    const cubed = await informationOf(await recorded(store, 2001, [(s) => at(s) ** 3]), right, store, backend);
    expect(cubed.raw[0]).toBeCloseTo(plain.raw[0] as number, 2);
  });

  it('of independent units is about the bias', async () => {
    const store = new MemoryStore();
    const left = await recorded(store, 20_000, [7, 8, 9, 10].map(rectified));
    const right = await recorded(store, 20_000, [11, 12, 13, 14].map(rectified));
    const { raw, bias, corrected } = await informationOf(left, right, store, backend);
    expect(bias.every((value) => Math.abs(value - 81 / 40_000) < 1e-15)).toBe(true);
    corrected.forEach((value, index) => {
      expect(value).toBe((raw[index] as number) - (bias[index] as number));
    });
    expect(Math.abs(corrected.reduce((sum, value) => sum + value, 0) / 16)).toBeLessThan(4e-4);
  });

  it('counts as a loop over the samples does, in tiles and blocks', async () => {
    const store = new MemoryStore();
    const random = new RandomSource(15);
    // More units than a tile has, more samples than a block has; values with ties, negative ones and tiny ones.
    const kinds = [
      () => Math.max(0, random.normal()),
      () => random.below(4),
      () => random.normal(),
      () => 1e-6 * random.below(4),
      () => 1000 + random.uniform(),
      () => -random.uniform(),
    ];
    const units = Array.from({ length: 260 }, (_, unit) => kinds[unit % kinds.length] as () => number);
    const left = await recorded(store, 8200, units);
    const found = await informationOf(left, left, store, backend);
    const values = Array.from({ length: 260 }, () => new Float32Array(8200));
    const { RecordingReader } = await import('@unitgraph/analysis');
    const all = await new RecordingReader(left, store).all();
    values.forEach((row, unit) => {
      row.set(all.subarray(unit * 8200, (unit + 1) * 8200));
    });
    for (const [x, y] of [
      [0, 1],
      [0, 6],
      [2, 4],
      [3, 257],
      [258, 1],
      [5, 0],
      [259, 256],
      [4, 4],
    ] as const) {
      const wanted = plainInformation(values[x] as Float32Array, values[y] as Float32Array);
      expect(found.raw[x * 260 + y], `${x}, ${y}`).toBeCloseTo(wanted.information, 12);
      expect(found.bias[x * 260 + y], `${x}, ${y}`).toBe(wanted.bias);
    }
  });

  it('leaves out units without variance, and refuses samples that do not pair', async () => {
    const store = new MemoryStore();
    const left = await recorded(store, 100, [() => 0, () => 2.5, rectified(16)]);
    const { raw, bias, leftEntropy } = await informationOf(left, left, store, backend);
    expect([...raw].map(Number.isNaN)).toEqual([true, true, true, true, true, true, true, true, false]);
    expect(bias[8]).toBeGreaterThan(0);
    expect([...leftEntropy].map(Number.isNaN)).toEqual([true, true, false]);
    const shorter = await recorded(store, 99, [rectified(17)]);
    await expect(informationOf(left, shorter, store, backend)).rejects.toThrow(/100 and 99/);
  });
});

describe.each(BACKENDS)('mutual information on %s', (name) => {
  it('agrees with NumPy', async (test) => {
    let backend: Backend;
    try {
      backend = await openBackend(name);
    } catch (error) {
      return test.skip(`${name} is absent here: ${error}`);
    }
    const { store, left, right } = await goldenRecordings();
    const { raw, bias } = await informationOf(left, right, store, backend);
    await backend.dispose();
    let worst = 0;
    expected.mutual_information_nats.flat().forEach((wanted, index) => {
      const dead =
        left.conditions[Math.floor(index / right.units)] !== 0 || right.conditions[index % right.units] !== 0;
      if (dead) {
        expect(raw[index]).toBeNaN();
        return;
      }
      worst = Math.max(worst, Math.abs((raw[index] as number) - wanted) / wanted);
      expect(bias[index]).toBeCloseTo(expected.mutual_information_bias.flat()[index] as number, 14);
    });
    expect(worst).toBeLessThan(1e-11);
  });
});

/** The definition, spelled out. */
function plainInformation(x: Float32Array, y: Float32Array): { information: number; bias: number } {
  const [a, b] = [plainBins(x), plainBins(y)];
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  a.forEach((bin, sample) => {
    for (const key of [`x${bin}`, `y${b[sample]}`, `${bin},${b[sample]}`]) add(key);
  });
  let information = 0;
  for (const [key, count] of counts) {
    if (!key.includes(',')) continue;
    const [row, column] = key.split(',') as [string, string];
    const product = (counts.get(`x${row}`) as number) * (counts.get(`y${column}`) as number);
    information += (count / x.length) * Math.log((count * x.length) / product);
  }
  const bins = (side: string) => [...counts.keys()].filter((key) => key.startsWith(side)).length;
  return { information, bias: ((bins('x') - 1) * (bins('y') - 1)) / (2 * x.length) };
}

function plainBins(values: Float32Array): number[] {
  const positive = values.filter((value) => value > 1e-6).sort();
  const edges = Array.from({ length: 8 }, (_, index) => {
    const place = (positive.length - 1) * ((index + 1) * (1 / 9));
    const low = Math.floor(place);
    const [below, above] = [positive[low] as number, positive[Math.min(low + 1, positive.length - 1)] as number];
    const share = place - low;
    return share >= 0.5 ? above - (above - below) * (1 - share) : below + (above - below) * share;
  });
  const different = positive.length === 0 ? [] : [...new Set(edges)];
  return Array.from(values, (value) => (value <= 1e-6 ? 0 : 1 + different.filter((edge) => value >= edge).length));
}
