import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import { padded, type Workspace, withWorkspaceInSteps } from '../linearAlgebra/workspace.js';

/** How far two clusters are from each other, given how far their units are. */
export const LINKAGES = ['AVERAGE', 'COMPLETE', 'SINGLE', 'WARD'] as const;
export type Linkage = (typeof LINKAGES)[number];

/**
 * A binary tree of merges, lowest first, in SciPy's numbering: 0..leaves-1 are the leaves, leaves + k is what merge k made.
 * All arrays have leaves - 1 entries.
 */
export interface Dendrogram {
  readonly leaves: number;
  /** The lower-numbered of the two that are merged. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Distance at which they are merged: never falling, in the distances' own scale. */
  readonly heights: Float64Array;
  /** Leaves below the merge. */
  readonly sizes: Int32Array;
}

/**
 * Hierarchical clustering by chains of nearest neighbours: O(n²) time, 8n² bytes (Müllner 2011, arXiv 1109.2378; Murtagh
 * 1983). Merge heights equal those of SciPy's `linkage`, and so do the numbers where no two distances are equal; ties go to
 * the chain's last link, then to the lowest index.
 * @param distances leaves x leaves, symmetric, finite; Euclidean for WARD. Not changed
 */
export function agglomerate(distances: Float64Array, leaves: number, linkage: Linkage = 'AVERAGE'): Dendrogram {
  return atOnce(
    agglomerateRows(leaves, linkage, (row, into, at) => {
      into.set(distances.subarray(row * leaves, (row + 1) * leaves), at);
    }),
  );
}

/** The same in steps, with distances that are written where they are used. @param write puts a row of them into a list, from a place on */
export function agglomerateRows(
  leaves: number,
  linkage: Linkage,
  write: (row: number, into: Float64Array, at: number) => void,
): Steps<Dendrogram> {
  const stride = padded(leaves);
  return withWorkspaceInSteps((stride + 2) * stride, function* (workspace) {
    const { numbers } = workspace;
    for (let first = 0; first < leaves; first += WRITTEN) {
      const end = Math.min(leaves, first + WRITTEN);
      for (let row = first; row < end; row++) {
        write(row, numbers, row * stride);
        numbers.fill(0, row * stride + leaves, (row + 1) * stride);
      }
      yield 4 * (end - first) * stride;
    }
    refuseInfinite(workspace, leaves);
    // So that no cluster is its own nearest, and none the padding's.
    for (let row = 0; row < leaves; row++) {
      numbers[row * stride + row] = Number.POSITIVE_INFINITY;
      numbers.fill(Number.POSITIVE_INFINITY, row * stride + leaves, (row + 1) * stride);
    }
    return numbered(yield* mergesOf(workspace, leaves, linkage), leaves);
  });
}

/** Zero times a row is zero, unless an entry is infinite or NaN. */
function refuseInfinite({ numbers, kernel }: Workspace, leaves: number): void {
  const stride = padded(leaves);
  const zeros = stride * stride;
  const sums = zeros + stride;
  numbers.fill(0, leaves * stride, sums);
  kernel.timesVector(0, 8 * zeros, 8 * stride, 8 * zeros, 8 * stride, 8 * sums);
  const row = numbers.subarray(sums, sums + leaves).findIndex((sum) => sum !== 0);
  if (row < 0) return;
  const column = numbers.subarray(row * stride, row * stride + leaves).findIndex((value) => !Number.isFinite(value));
  throw new RangeError(`Distance ${row}, ${column} is ${numbers[row * stride + column]}.`);
}

/** What there is between two steps. */
interface Merging {
  readonly workspace: Workspace;
  readonly stride: number;
  readonly linkage: Linkage;
  readonly sizes: Int32Array;
  /** The clusters that there are, each by the place of one of its leaves, ascending: the first `count` entries. */
  readonly clusters: Int32Array;
  count: number;
  readonly chain: number[];
  readonly merges: Merge[];
}

/** @param workspace holds the distances, rows of a multiple of `TILE` entries; behind them there is place for two more rows */
function* mergesOf(workspace: Workspace, leaves: number, linkage: Linkage): Steps<Merge[]> {
  const stride = padded(leaves);
  // What is taken from distances: nothing, until a cluster is gone, and then so much that none finds it.
  workspace.numbers.fill(0, leaves * stride, (leaves + 1) * stride);
  const merging: Merging = {
    ...{ workspace, stride, linkage, chain: [], merges: [], count: leaves },
    sizes: new Int32Array(leaves).fill(1),
    clusters: Int32Array.from({ length: leaves }, (_, leaf) => leaf),
  };
  while (merging.count > 1) yield mergeSome(merging);
  return merging.merges;
}

/** Rows that are written between two steps. */
const WRITTEN = 64;
/** Operations of a step of merges. */
const STEP = 2 ** 20;

/** Goes on until a step's work is done. @returns about how much that was */
function mergeSome(merging: Merging): number {
  const { workspace, stride, linkage, sizes, clusters, chain, merges } = merging;
  const { numbers, kernel } = workspace;
  const prices = sizes.length * stride;
  const found = prices + stride;
  let done = 0;
  while (merging.count > 1 && done < STEP) {
    if (chain.length === 0) chain.push(clusters[0] as number);
    const last = chain[chain.length - 1] as number;
    const previous = chain[chain.length - 2];
    const row = last * stride;
    const lowest = kernel.twoLowest(8 * row, 8 * prices, 8 * stride, 8 * found) / 8;
    const distance = numbers[found] as number;
    done += 2 * stride;
    if (previous === undefined || numbers[row + previous] !== distance) {
      chain.push(lowest);
      continue;
    }
    chain.length -= 2;
    const gone = Math.min(last, previous);
    const kept = Math.max(last, previous);
    merges.push({ one: gone, other: kept, height: distance });
    numbers[prices + gone] = Number.NEGATIVE_INFINITY;
    clusters.copyWithin(clusters.indexOf(gone), clusters.indexOf(gone) + 1, merging.count--);
    unite(linkage, numbers, stride, gone, kept, sizes, clusters.subarray(0, merging.count));
    done += UNITING * merging.count;
  }
  return done;
}

/** Distances to what is kept become those to the union. */
function unite(
  linkage: Linkage,
  between: Float64Array,
  stride: number,
  gone: number,
  kept: number,
  sizes: Int32Array,
  clusters: Int32Array,
): void {
  const goneSize = sizes[gone] as number;
  const keptSize = sizes[kept] as number;
  const goneRow = gone * stride;
  const keptRow = kept * stride;
  const apart = between[keptRow + gone] as number;
  const both = goneSize + keptSize;
  sizes[kept] = both;
  if (linkage === 'AVERAGE') {
    // What all ask for unless they choose otherwise: a loop of its own takes two thirds of the time.
    for (let place = 0; place < clusters.length; place++) {
      const other = clusters[place] as number;
      const a = between[goneRow + other] as number;
      const b = between[keptRow + other] as number;
      const updated = (goneSize * a + keptSize * b) / both;
      between[keptRow + other] = updated;
      between[other * stride + kept] = updated;
    }
  } else {
    for (let place = 0; place < clusters.length; place++) {
      const other = clusters[place] as number;
      const a = between[goneRow + other] as number;
      const b = between[keptRow + other] as number;
      const updated = distanceToUnion(linkage, a, b, apart, goneSize, keptSize, sizes[other] as number);
      between[keptRow + other] = updated;
      between[other * stride + kept] = updated;
    }
  }
  between[keptRow + kept] = Number.POSITIVE_INFINITY;
}

/** Operations that a distance to a union takes, about: half of them are written far from each other. */
const UNITING = 10;

interface Merge {
  readonly one: number;
  readonly other: number;
  readonly height: number;
}

/**
 * Distance of a third cluster to the union of two, from its distances a and b to them and theirs to each other (Lance and Williams
 * 1967). One function for these linkages, because it is called for each pair, and what is called through a table is not inlined.
 */
function distanceToUnion(
  linkage: Exclude<Linkage, 'AVERAGE'>,
  a: number,
  b: number,
  apart: number,
  sizeA: number,
  sizeB: number,
  size: number,
): number {
  if (linkage === 'SINGLE') return Math.min(a, b);
  if (linkage === 'COMPLETE') return Math.max(a, b);
  const share = 1 / (sizeA + sizeB + size);
  return Math.sqrt((size + sizeA) * share * a * a + (size + sizeB) * share * b * b - size * share * apart * apart);
}

/** Chains find merges out of order: sorts them by height, and names what each merges. */
function numbered(merges: readonly Merge[], leaves: number): Dendrogram {
  const sorted = merges.toSorted((one, other) => one.height - other.height);
  const parents = Int32Array.from({ length: 2 * leaves - 1 }, (_, node) => node);
  const sizes = new Int32Array(2 * leaves - 1).fill(1);
  const rootOf = (leaf: number) => {
    let root = leaf;
    while (parents[root] !== root) root = parents[root] as number;
    for (let node = leaf; node !== root; ) {
      const next = parents[node] as number;
      parents[node] = root;
      node = next;
    }
    return root;
  };
  const [first, second] = [new Int32Array(merges.length), new Int32Array(merges.length)];
  sorted.forEach(({ one, other }, index) => {
    const [a, b] = [rootOf(one), rootOf(other)];
    first[index] = Math.min(a, b);
    second[index] = Math.max(a, b);
    parents[a] = leaves + index;
    parents[b] = leaves + index;
    sizes[leaves + index] = (sizes[a] as number) + (sizes[b] as number);
  });
  return {
    leaves,
    first,
    second,
    heights: Float64Array.from(sorted, ({ height }) => height),
    sizes: sizes.slice(leaves),
  };
}
