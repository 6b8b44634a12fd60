import {
  agglomerate,
  clustersOf,
  comomentsOf,
  correlationFromComoments,
  cutAtHeight,
  cutIntoClusters,
  type Dendrogram,
  distanceOf,
  hierarchicalClustering,
  joinUnits,
  LINKAGES,
  type Linkage,
  leafOrder,
  openBackend,
  RandomSource,
  type Recording,
  similarityOf,
} from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { expected, goldenRecordings } from './twoNetworks.js';

const nothing = async (): Promise<void> => {};

/** Distances of random points in space: a metric that every linkage accepts. */
function randomDistances(seed: number, count: number): Float64Array {
  const random = new RandomSource(seed);
  const points = Array.from({ length: count }, () => [random.normal(), random.normal(), random.normal()]);
  return Float64Array.from({ length: count * count }, (_, index) => {
    const [a, b] = [points[Math.floor(index / count)] as number[], points[index % count] as number[]];
    return Math.hypot(...a.map((value, axis) => value - (b[axis] as number)));
  });
}

/** Merges the nearest two clusters, over and over, their distance computed from all pairs of leaves. */
function plainHeights(distances: Float64Array, count: number, linkage: Linkage): number[] {
  const at = (a: number, b: number) => distances[a * count + b] as number;
  const between = (one: number[], other: number[]) => {
    const pairs = one.flatMap((a) => other.map((b) => at(a, b)));
    if (linkage === 'SINGLE') return Math.min(...pairs);
    if (linkage === 'COMPLETE') return Math.max(...pairs);
    if (linkage === 'AVERAGE') return pairs.reduce((sum, distance) => sum + distance, 0) / pairs.length;
    // Ward: the growth of the squared distances to the centre, from pairwise ones, in SciPy's scale.
    const within = (set: number[]) =>
      set.flatMap((a) => set.map((b) => at(a, b) ** 2)).reduce((sum, square) => sum + square, 0) / (2 * set.length);
    return Math.sqrt(2 * (within([...one, ...other]) - within(one) - within(other)));
  };
  let clusters = Array.from({ length: count }, (_, leaf) => [leaf]);
  const heights: number[] = [];
  while (clusters.length > 1) {
    let best = { one: 0, other: 1, height: Number.POSITIVE_INFINITY };
    for (let one = 0; one < clusters.length; one++) {
      for (let other = one + 1; other < clusters.length; other++) {
        const height = between(clusters[one] as number[], clusters[other] as number[]);
        if (height < best.height) best = { one, other, height };
      }
    }
    const merged = [...(clusters[best.one] as number[]), ...(clusters[best.other] as number[])];
    clusters = [...clusters.filter((_, index) => index !== best.one && index !== best.other), merged];
    heights.push(best.height);
  }
  return heights;
}

function expectTree({ leaves, first, second, heights, sizes }: Dendrogram): void {
  const used = new Set([...first, ...second]);
  expect(used.size).toBe(2 * leaves - 2);
  for (let merge = 0; merge < leaves - 1; merge++) {
    expect(first[merge]).toBeLessThan(second[merge] as number);
    expect(second[merge]).toBeLessThan(leaves + merge);
    if (merge > 0) expect(heights[merge]).toBeGreaterThanOrEqual(heights[merge - 1] as number);
  }
  expect(sizes[leaves - 2]).toBe(leaves);
}

describe('the laws of hierarchical clustering', () => {
  it.for(LINKAGES)('%s merges as brute force does, and no lower than before', (linkage) => {
    for (const count of [2, 3, 4, 5, 7, 24, 33]) {
      const distances = randomDistances(count, count);
      const kept = distances.slice();
      const tree = agglomerate(distances, count, linkage);
      expect(distances).toEqual(kept);
      expectTree(tree);
      plainHeights(distances, count, linkage).forEach((height, merge) => {
        expect(tree.heights[merge]).toBeCloseTo(height, 10);
      });
    }
  });

  it('does not depend on the order of the leaves', () => {
    const count = 40;
    const distances = randomDistances(1, count);
    const order = new RandomSource(2).shuffle(Int32Array.from({ length: count }, (_, leaf) => leaf));
    const shuffled = Float64Array.from({ length: count * count }, (_, index) => {
      const [row, column] = [order[Math.floor(index / count)] as number, order[index % count] as number];
      return distances[row * count + column] as number;
    });
    const [plain, other] = [agglomerate(distances, count), agglomerate(shuffled, count)];
    plain.heights.forEach((height, merge) => {
      expect(other.heights[merge]).toBeCloseTo(height, 12);
    });
    const labels = cutIntoClusters(plain, 6);
    const others = cutIntoClusters(other, 6);
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < a; b++) {
        const together = labels[order[a] as number] === labels[order[b] as number];
        expect(others[a] === others[b]).toBe(together);
      }
    }
  });

  it('survives ties', () => {
    for (const linkage of LINKAGES) {
      const tree = agglomerate(
        Float64Array.from({ length: 100 }, (_, index) => (index % 11 === 0 ? 0 : 1)),
        10,
        linkage,
      );
      expectTree(tree);
      if (linkage !== 'WARD') expect(new Set(tree.heights)).toEqual(new Set([1]));
    }
  });

  it('orders leaves so that every merge is a run, and cuts where it is told', () => {
    const count = 30;
    const tree = agglomerate(randomDistances(3, count), count);
    const order = leafOrder(tree);
    expect([...order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, leaf) => leaf));
    for (let clusters = 1; clusters <= count; clusters++) {
      const labels = cutIntoClusters(tree, clusters);
      expect(new Set(labels).size).toBe(clusters);
      // Numbered by the lowest leaf.
      expect([...new Set(labels)]).toEqual(Array.from({ length: clusters }, (_, label) => label));
      const runs = [...order].filter(
        (leaf, place) => place === 0 || labels[leaf] !== labels[order[place - 1] as number],
      );
      expect(runs.length).toBe(clusters);
      const height = clusters === count ? -1 : (tree.heights[count - clusters - 1] as number);
      expect(cutAtHeight(tree, height)).toEqual(labels);
    }
    expect(new Set(cutAtHeight(tree, Number.POSITIVE_INFINITY)).size).toBe(1);
    for (const wrong of [0, 31, 1.5, Number.NaN]) expect(() => cutIntoClusters(tree, wrong)).toThrow(/cannot make/);
  });
});

describe('clusters of units', () => {
  const correlation = Float64Array.of(1, -0.9, 0.1, -0.9, 1, -0.2, 0.1, -0.2, 1);

  it('know what a negative correlation counts for', () => {
    expect([...similarityOf(correlation)].slice(0, 3)).toEqual([1, 0.9, 0.1]);
    expect([...similarityOf(correlation, { sign: 'SIGNED' })].slice(0, 3)).toEqual([1, -0.9, 0.1]);
    expect([...similarityOf(correlation, { sign: 'POSITIVE' })].slice(0, 3)).toEqual([1, 0, 0.1]);
    expect([...similarityOf(correlation, { threshold: 0.15 })].slice(0, 3)).toEqual([1, 0.9, 0]);
    expect(distanceOf(correlation, { sign: 'SIGNED' })[1]).toBe(1.9);
    const heights = (choices: object) => [...hierarchicalClustering({ correlation, count: 3 }, choices).heights];
    expect(heights({})[0]).toBeCloseTo(0.1, 12);
    expect(heights({ sign: 'POSITIVE' })[0]).toBeCloseTo(0.9, 12);
    expect(heights({ sign: 'SIGNED', linkage: 'WARD' })[0]).toBeCloseTo(Math.sqrt(1.8), 12);
    expect(() => heights({ linkage: 'WARD' })).toThrow(/Euclidean/);
    expect(() => heights({ linkage: 'WARD', sign: 'SIGNED', threshold: 0.1 })).toThrow(/Euclidean/);
  });

  it('say which network contributes what, dead units left out', () => {
    const conditions = [Uint8Array.of(0, 1, 0), Uint8Array.of(2, 0)];
    const blocks: { [key: string]: number[] } = {
      '0,0': [1, Number.NaN, 0.2, Number.NaN, Number.NaN, Number.NaN, 0.2, Number.NaN, 1],
      '0,1': [Number.NaN, 0.9, Number.NaN, Number.NaN, Number.NaN, 0.1],
      '1,1': [Number.NaN, Number.NaN, Number.NaN, 1],
    };
    const units = joinUnits(conditions, (row, column) => Float64Array.from(blocks[`${row},${column}`] as number[]));
    expect([...units.network, ...units.unit, ...units.leftOut]).toEqual([0, 0, 1, 0, 2, 1, 1, 1]);
    expect([...units.correlation]).toEqual([1, 0.2, 0.9, 0.2, 1, 0.1, 0.9, 0.1, 1]);
    const clusters = clustersOf(cutIntoClusters(hierarchicalClustering(units), 2), units);
    expect(clusters.map(({ members }) => [...members])).toEqual([[0, 2], [1]]);
    expect(clusters.map(({ contributions }) => [...contributions])).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  it('need two units, and distances that are numbers', () => {
    expect(() => joinUnits([Uint8Array.of(0, 1)], () => Float64Array.of(1, 0, 0, 1))).toThrow(/there is one/);
    expect(() => joinUnits([Uint8Array.of(1)], () => Float64Array.of(1))).toThrow(/there are none/);
    expect(() => agglomerate(Float64Array.of(0, Number.NaN, Number.NaN, 0), 2)).toThrow(/Distance 0, 1 is NaN/);
  });

  it('agree with SciPy', async () => {
    const { store, left, right } = await goldenRecordings();
    const backend = await openBackend('onnxruntime');
    const sides = [left, right];
    const blocks = new Map<string, Float64Array>();
    for (const [row, column] of [
      [0, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const [x, y] = [sides[row] as Recording, sides[column] as Recording];
      const comoments = await comomentsOf(x, y, row === column, store, backend, nothing);
      blocks.set(`${row},${column}`, correlationFromComoments(comoments, x.moments, y.moments));
    }
    await backend.dispose();
    const units = joinUnits(
      sides.map(({ conditions }) => conditions),
      (row, column) => blocks.get(`${row},${column}`) as Float64Array,
    );
    const tree = hierarchicalClustering(units);
    expectTree(tree);
    expected.hac_average_1_minus_abs_r.forEach(([first, second, height, size], merge) => {
      expect(Math.abs((tree.heights[merge] as number) - (height as number))).toBeLessThan(1e-9);
      expect([tree.first[merge], tree.second[merge], tree.sizes[merge]]).toEqual([first, second, size]);
    });
  });
});
