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
  const invalid = distances.findIndex((distance) => !Number.isFinite(distance));
  if (invalid >= 0)
    throw new RangeError(`Distance ${Math.floor(invalid / leaves)}, ${invalid % leaves} is ${distances[invalid]}.`);
  const merge = MERGES[linkage];
  const between = distances.slice();
  const sizes = new Int32Array(leaves).fill(1);
  const chain: number[] = [];
  const merges: Merge[] = [];
  while (merges.length < leaves - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    const last = chain[chain.length - 1] as number;
    const previous = chain[chain.length - 2];
    let nearest = previous ?? -1;
    let distance = previous === undefined ? Number.POSITIVE_INFINITY : (between[last * leaves + previous] as number);
    for (let other = 0; other < leaves; other++) {
      const candidate = between[last * leaves + other] as number;
      if (candidate < distance && other !== last && sizes[other] !== 0) {
        distance = candidate;
        nearest = other;
      }
    }
    if (nearest !== previous) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [gone, kept] = last < nearest ? [last, nearest] : [nearest, last];
    merges.push({ one: gone, other: kept, height: distance });
    const [goneSize, keptSize] = [sizes[gone] as number, sizes[kept] as number];
    sizes[gone] = 0;
    sizes[kept] = goneSize + keptSize;
    for (let other = 0; other < leaves; other++) {
      const size = sizes[other] as number;
      if (size === 0 || other === kept) continue;
      const [a, b] = [between[gone * leaves + other] as number, between[kept * leaves + other] as number];
      const updated = merge(a, b, distance, goneSize, keptSize, size);
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

/** Distance of a third cluster to the union of two, from its distances a and b to them and theirs to each other (Lance and Williams 1967). */
type Update = (a: number, b: number, apart: number, sizeA: number, sizeB: number, size: number) => number;

const MERGES: { readonly [Name in Linkage]: Update } = {
  SINGLE: (a, b) => Math.min(a, b),
  COMPLETE: (a, b) => Math.max(a, b),
  AVERAGE: (a, b, _apart, sizeA, sizeB) => (sizeA * a + sizeB * b) / (sizeA + sizeB),
  WARD: (a, b, apart, sizeA, sizeB, size) => {
    const share = 1 / (sizeA + sizeB + size);
    return Math.sqrt((size + sizeA) * share * a * a + (size + sizeB) * share * b * b - size * share * apart * apart);
  },
};

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
