import { kMeans, multiplyHere, RandomSource, spectralClustering } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';

/** Correlations of units that follow one of several latents each, in shuffled order; some mirrored. */
function planted(seed: number, sizes: readonly number[]) {
  const random = new RandomSource(seed);
  const groups = random.shuffle(sizes.flatMap((size, group) => Array.from({ length: size }, () => group)));
  const signs = groups.map(() => (random.uniform() < 0.3 ? -1 : 1));
  const count = groups.length;
  const correlation = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    correlation[row * count + row] = 1;
    for (let column = 0; column < row; column++) {
      const level = groups[row] === groups[column] ? 0.6 + 0.2 * random.uniform() : 0.1 * random.uniform();
      const value = level * (signs[row] as number) * (signs[column] as number);
      correlation[row * count + column] = value;
      correlation[column * count + row] = value;
    }
  }
  return { correlation, count, groups, signs };
}

function samePartition(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  const there = new Map<number, number>();
  const back = new Map<number, number>();
  return Array.from(one).every((label, index) => {
    const wanted = other[index] as number;
    if (!there.has(label)) there.set(label, wanted);
    if (!back.has(wanted)) back.set(wanted, label);
    return there.get(label) === wanted && back.get(wanted) === label;
  });
}

describe('spectral clustering', () => {
  it.for([1, 2, 3])('finds planted groups, and how many there are (seed %i)', async (seed) => {
    const { correlation, count, groups } = planted(seed, [12, 9, 15, 7]);
    const found = await spectralClustering({ correlation, count }, {}, multiplyHere);
    expect(found.clusters).toBe(4);
    expect(samePartition(found.labels, groups)).toBe(true);
    expect(found.labels[0]).toBe(0);
    for (const value of found.eigenvalues) {
      expect(value).toBeGreaterThan(-1e-12);
      expect(value).toBeLessThan(2 + 1e-12);
    }
    expect(found.eigenvalues[0]).toBeCloseTo(0, 12);
    const again = await spectralClustering({ correlation, count }, { seed: 5, clusters: 4 }, multiplyHere);
    expect(again.labels).toEqual(found.labels);
  });

  it('takes mirrored units apart where the sign rule says so', async () => {
    const { correlation, count, groups, signs } = planted(4, [14, 13]);
    const found = await spectralClustering({ correlation, count }, { sign: 'POSITIVE', threshold: 0.2 }, multiplyHere);
    expect(found.clusters).toBe(4);
    expect(
      samePartition(
        found.labels,
        groups.map((group, unit) => 2 * group + ((signs[unit] as number) > 0 ? 1 : 0)),
      ),
    ).toBe(true);
    // As many eigenvalues are 0 as the graph has parts.
    expect(found.eigenvalues.filter((value) => value < 1e-10).length).toBe(4);
  });

  it('does not depend on the order of the units', async () => {
    const { correlation, count } = planted(5, [8, 11, 6]);
    const order = new RandomSource(6).shuffle(Int32Array.from({ length: count }, (_, unit) => unit));
    const shuffled = Float64Array.from({ length: count * count }, (_, index) => {
      const [row, column] = [order[Math.floor(index / count)] as number, order[index % count] as number];
      return correlation[row * count + column] as number;
    });
    const plain = await spectralClustering({ correlation, count }, {}, multiplyHere);
    const other = await spectralClustering({ correlation: shuffled, count }, {}, multiplyHere);
    expect(
      samePartition(
        other.labels,
        Array.from(order, (unit) => plain.labels[unit] as number),
      ),
    ).toBe(true);
  });

  it('counts isolated units, and lets them be', async () => {
    const { correlation, count } = planted(7, [6, 6]);
    for (let other = 0; other < count; other++) {
      if (other === 3) continue;
      correlation[3 * count + other] = 0;
      correlation[other * count + 3] = 0;
    }
    const found = await spectralClustering({ correlation, count }, { clusters: 3, threshold: 0.2 }, multiplyHere);
    expect(found.isolated).toBe(1);
    expect(found.labels.filter((label) => label === found.labels[3]).length).toBe(1);
    const none = await spectralClustering({ correlation, count }, { threshold: 0.99, clusters: 2 }, multiplyHere);
    expect(none.isolated).toBe(count);
  });

  it('refuses what has no answer', async () => {
    const { correlation, count } = planted(8, [2, 2]);
    const clustering = (choices: object) => spectralClustering({ correlation, count }, choices, multiplyHere);
    await expect(clustering({ sign: 'SIGNED' })).rejects.toThrow(/not negative/);
    for (const clusters of [0, 5, 1.5]) await expect(clustering({ clusters })).rejects.toThrow(/cannot make/);
    expect((await clustering({ clusters: 4 })).clusters).toBe(4);
    expect((await clustering({ clusters: 1 })).labels).toEqual(new Int32Array(4));
    const two = await spectralClustering({ correlation: Float64Array.of(1, 0.5, 0.5, 1), count: 2 }, {}, multiplyHere);
    expect(two.clusters).toBe(1);
  });
});

describe('k-means', () => {
  it('finds the best of all partitions of few points', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = new RandomSource(seed);
      const points = Float64Array.from({ length: 16 }, () => random.normal());
      let least = Number.POSITIVE_INFINITY;
      for (let code = 0; code < 3 ** 8; code++) {
        const labels = Array.from({ length: 8 }, (_, point) => Math.floor(code / 3 ** point) % 3);
        least = Math.min(least, inertiaOf(points, labels, 3));
      }
      const found = kMeans(points, 2, 3, seed);
      expect(found.inertia).toBeCloseTo(least, 10);
      expect(inertiaOf(points, [...found.labels], 3)).toBeCloseTo(least, 10);
    }
  });

  it('is the same for the same seed, and stands points that are all the same', () => {
    const random = new RandomSource(9);
    const points = Float64Array.from({ length: 300 }, () => random.normal());
    expect(kMeans(points, 3, 7, 1)).toEqual(kMeans(points, 3, 7, 1));
    expect(kMeans(new Float64Array(20), 2, 3, 1).inertia).toBe(0);
  });
});

function inertiaOf(points: Float64Array, labels: readonly number[], count: number): number {
  let sum = 0;
  for (let cluster = 0; cluster < count; cluster++) {
    const own = labels.flatMap((label, point) => (label === cluster ? [point] : []));
    for (const axis of [0, 1]) {
      const values = own.map((point) => points[point * 2 + axis] as number);
      const centre = values.reduce((total, value) => total + value, 0) / values.length;
      sum += values.reduce((total, value) => total + (value - centre) ** 2, 0);
    }
  }
  return sum;
}
