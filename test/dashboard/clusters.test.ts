import {
  agglomerate,
  cutAtHeight,
  cutIntoClusters,
  type Dendrogram,
  LINKAGES,
  leafOrder,
  RandomSource,
} from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { readClusterChoice, writeClusterChoice } from '../../apps/dashboard/src/compare/clusters/clusterChoice';
import {
  branchesOf,
  branchesOfCluster,
  dendrogramLayout,
} from '../../apps/dashboard/src/compare/clusters/dendrogramLayout';
import { joinedMatrix } from '../../apps/dashboard/src/compare/clusters/joinedMatrix';
import { placesOfAll, placesOfSides } from '../../apps/dashboard/src/compare/clusters/mapPlaces';
import {
  countAtHeight,
  cutInto,
  heightForCount,
  nodePlaces,
  numberedAlong,
  type Tree,
} from '../../apps/dashboard/src/compare/clusters/tree';
import { leavesOf, runsAlong, unitClusters } from '../../apps/dashboard/src/compare/clusters/unitClusters';

function dendrogram(seed: number, leaves: number, linkage: (typeof LINKAGES)[number]): Dendrogram {
  const random = new RandomSource(seed);
  const distances = new Float64Array(leaves * leaves);
  for (let row = 0; row < leaves; row++) {
    for (let column = 0; column < row; column++) {
      // Some distances are equal.
      const distance = Math.ceil(random.uniform() * 20) / 20;
      distances[row * leaves + column] = distance;
      distances[column * leaves + row] = distance;
    }
  }
  return agglomerate(distances, leaves, linkage);
}

/** As the API answers. */
function treeOf(of: Dendrogram): Tree {
  return {
    leafOrder: [...leafOrder(of)],
    merges: Array.from(of.heights, (height, merge) => ({ first: of.first[merge]!, second: of.second[merge]!, height })),
  };
}

describe('a tree that is cut on the page', () => {
  it.each(LINKAGES)('has the clusters that the API cuts from it (%s)', (linkage) => {
    const whole = dendrogram(3, 24, linkage);
    const tree = treeOf(whole);
    for (const height of [0, 0.05, 0.31, 0.5, 0.74, 1, 3]) {
      const wanted = numberedAlong(tree.leafOrder, cutAtHeight(whole, height));
      expect(cutInto(tree, countAtHeight(tree, height)), `at ${height}`).toEqual(wanted);
    }
    for (const count of [1, 2, 7, 23, 24]) {
      const labels = cutInto(tree, count);
      expect(labels).toEqual(numberedAlong(tree.leafOrder, cutIntoClusters(whole, count)));
      expect(new Set(labels).size).toBe(count);
      // Numbers rise along the order, so that each cluster fills one stretch of it.
      const along = tree.leafOrder.map((leaf) => labels[leaf]!);
      expect(along).toEqual(along.toSorted((a, b) => a - b));
    }
  });

  it('is cut at a height that leaves the number asked for, where the heights allow it', () => {
    const tree: Tree = {
      leafOrder: [0, 2, 1],
      merges: [
        { first: 0, second: 2, height: 0.2 },
        { first: 1, second: 3, height: 0.6 },
      ],
    };
    expect([1, 2, 3].map((count) => countAtHeight(tree, heightForCount(tree, count)))).toEqual([1, 2, 3]);
    expect(heightForCount(tree, 2)).toBeCloseTo(0.4);
    expect(heightForCount(tree, 99)).toBeCloseTo(0.1);
  });

  it('stands with each merge in the middle of its two parts', () => {
    const tree: Tree = {
      leafOrder: [1, 0, 2],
      merges: [
        { first: 0, second: 1, height: 0.3 },
        { first: 2, second: 3, height: 0.9 },
      ],
    };
    expect([...nodePlaces(tree)]).toEqual([1.5, 0.5, 2.5, 1, 1.75]);
  });

  it('draws every merge once, in the colour of what its cluster holds', () => {
    const tree = treeOf(dendrogram(5, 16, 'AVERAGE'));
    const leaves = leavesOf(
      Array.from({ length: 16 }, (_, index) => ({ id: `unit:a/x/${index}`, index })),
      8,
    );
    const layout = dendrogramLayout(tree, 800);
    for (const count of [1, 5, 16]) {
      const labels = cutInto(tree, count);
      const clusters = unitClusters(leaves, labels);
      const branches = branchesOf(tree, layout, clusters, labels);
      const merges = (path: string) => path.split('M').length - 1;
      expect(merges(branches.above)).toBe(count - 1);
      expect(merges(branches.alone)).toBe(0);
      expect(merges(branches.both) + merges(branches.left) + merges(branches.right)).toBe(16 - count);
      const each = clusters.map(({ number }) => merges(branchesOfCluster(tree, layout, 16 - count, labels, number)));
      expect(each).toEqual(clusters.map(({ left, right }) => left.length + right.length - 1));
    }
  });
});

describe('clusters of units', () => {
  const leaves = leavesOf(
    [3, 5, 9, 0, 4].map((index, place) => ({ id: `unit:${place < 3 ? 'a' : 'b'}/x/${index}`, index })),
    3,
  );

  it('say which layer contributes what', () => {
    const found = unitClusters(leaves, Int32Array.of(0, 1, 1, 0, 2));
    expect(found.map(({ kind, left, right }) => [kind, left.length, right.length])).toEqual([
      ['both', 1, 1],
      ['left', 2, 0],
      ['alone', 0, 1],
    ]);
    expect(found[0]!.right[0]).toEqual({ id: 'unit:b/x/0', index: 0, side: 'right' });
  });

  it('are squares on the diagonal of all units, and boxes between the layers', () => {
    const [order, labels] = [[0, 3, 1, 2, 4], Int32Array.of(0, 1, 1, 0, 2)];
    expect(runsAlong(order, labels)).toEqual([
      { number: 0, start: 0, length: 2 },
      { number: 1, start: 2, length: 2 },
    ]);
    expect(placesOfAll(order, labels).blocks[1]).toEqual({ key: 1, row: 2, column: 2, rows: 2, columns: 2 });
    const sides = placesOfSides(order, labels, leaves, [10, 6]);
    expect([...sides.places.rowUnits]).toEqual([3, 5, 9, 0, 1, 2, 4, 6, 7, 8]);
    expect([...sides.places.columnUnits]).toEqual([0, 4, 1, 2, 3, 5]);
    expect(sides.blocks).toEqual([{ key: 0, row: 0, column: 0, rows: 1, columns: 1 }]);
  });

  it('join three matrices into one that is symmetric', () => {
    const matrix = (rows: number, columns: number, value: (row: number, column: number) => number) => ({
      ...{ rows, columns },
      values: Float64Array.from({ length: rows * columns }, (_, at) => value(Math.floor(at / columns), at % columns)),
    });
    const within = (row: number, column: number) => (row === column ? 1 : 0.01 * Math.abs(row - column));
    const joined = joinedMatrix(leaves, {
      left: matrix(10, 10, within),
      across: matrix(10, 6, (row, column) => row + column / 10),
      right: matrix(6, 6, (row, column) => 2 * within(row, column)),
    });
    const at = (row: number, column: number) => joined.values[row * 5 + column]!;
    expect([at(0, 0), at(0, 1), at(3, 3)]).toEqual([1, expect.closeTo(0.02), 2]);
    expect(at(1, 4)).toBeCloseTo(5.4);
    for (let row = 0; row < 5; row++)
      for (let column = 0; column < 5; column++) expect(at(row, column)).toBe(at(column, row));
  });
});

describe('the address of clusters', () => {
  it('says only what is not usual, and is read back as it was', () => {
    const choice = readClusterChoice(
      new URLSearchParams('method=SPECTRAL&sign=POSITIVE&threshold=0.25&clusters=7&seed=3'),
    );
    expect(choice).toMatchObject({ method: 'SPECTRAL', sign: 'POSITIVE', threshold: 0.25, clusters: 7, seed: 3 });
    const written = writeClusterChoice(choice);
    expect(written).toMatchObject({ linkage: null, height: null, clusters: '7' });
    const params = new URLSearchParams(
      Object.entries(written).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
    );
    expect(readClusterChoice(params)).toEqual(choice);
  });

  it('holds a height or a number of clusters, never both', () => {
    expect(writeClusterChoice({ height: 0.31 })).toEqual({ height: '0.31', clusters: null });
    expect(writeClusterChoice({ clusters: 4 })).toEqual({ height: null, clusters: '4' });
    expect(writeClusterChoice({ clusters: null })).toEqual({ height: null, clusters: null });
    expect(writeClusterChoice({ linkage: 'WARD' })).toEqual({ linkage: 'WARD' });
  });

  it('takes what makes no sense for what is usual', () => {
    expect(
      readClusterChoice(new URLSearchParams('method=KMEANS&linkage=&threshold=2&height=-1&clusters=0&seed=x')),
    ).toEqual(readClusterChoice(new URLSearchParams()));
  });
});
