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
  return agglomerateInPlace(distances.slice(), leaves, linkage);
}

/** The same, with the distances as its memory: they are spoilt. */
export function agglomerateInPlace(between: Float64Array, leaves: number, linkage: Linkage): Dendrogram {
  for (let index = 0; index < between.length; index++) {
    if (Number.isFinite(between[index])) continue;
    throw new RangeError(`Distance ${Math.floor(index / leaves)}, ${index % leaves} is ${between[index]}.`);
  }
  // So that no cluster is its own nearest.
  for (let leaf = 0; leaf < leaves; leaf++) between[leaf * leaves + leaf] = Number.POSITIVE_INFINITY;
  const sizes = new Int32Array(leaves).fill(1);
  /** The clusters that there are, each by the place of one of its leaves, ascending: the first `count` entries. */
  const clusters = Int32Array.from({ length: leaves }, (_, leaf) => leaf);
  let count = leaves;
  const chain: number[] = [];
  const merges: Merge[] = [];
  while (count > 1) {
    if (chain.length === 0) chain.push(clusters[0] as number);
    const last = chain[chain.length - 1] as number;
    const previous = chain[chain.length - 2];
    const row = last * leaves;
    let nearest = previous ?? -1;
    let distance = previous === undefined ? Number.POSITIVE_INFINITY : (between[row + previous] as number);
    for (let place = 0; place < count; place++) {
      const other = clusters[place] as number;
      const candidate = between[row + other] as number;
      if (candidate < distance) {
        distance = candidate;
        nearest = other;
      }
    }
    if (nearest !== previous) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const gone = Math.min(last, nearest);
    const kept = Math.max(last, nearest);
    merges.push({ one: gone, other: kept, height: distance });
    const goneSize = sizes[gone] as number;
    const keptSize = sizes[kept] as number;
    sizes[kept] = goneSize + keptSize;
    clusters.copyWithin(clusters.indexOf(gone), clusters.indexOf(gone) + 1, count--);
    for (let place = 0; place < count; place++) {
      const other = clusters[place] as number;
      if (other === kept) continue;
      const a = between[gone * leaves + other] as number;
      const b = between[kept * leaves + other] as number;
      const updated = distanceToUnion(linkage, a, b, distance, goneSize, keptSize, sizes[other] as number);
      between[kept * leaves + other] = updated;
      between[other * leaves + kept] = updated;
    }
  }
  return numbered(merges, leaves);
}

interface Merge {
  readonly one: number;
  readonly other: number;
  readonly height: number;
}

/**
 * Distance of a third cluster to the union of two, from its distances a and b to them and theirs to each other (Lance and Williams
 * 1967). One function for all linkages, because it is called for each pair, and what is called through a table is not inlined.
 */
function distanceToUnion(
  linkage: Linkage,
  a: number,
  b: number,
  apart: number,
  sizeA: number,
  sizeB: number,
  size: number,
): number {
  if (linkage === 'AVERAGE') return (sizeA * a + sizeB * b) / (sizeA + sizeB);
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
