/** Two clusters that become one, numbered as the API does: below the number of leaves a leaf, else that number plus a merge. */
export interface Merge {
  readonly first: number;
  readonly second: number;
  readonly height: number;
}

/** A binary tree of merges, the lowest first. */
export interface Tree {
  /** Leaves from left to right as the tree is drawn. */
  readonly leafOrder: readonly number[];
  readonly merges: readonly Merge[];
}

/** How many clusters are left when all merges up to the height, inclusive, are made. */
export function countAtHeight({ leafOrder, merges }: Tree, height: number): number {
  const above = merges.findIndex((merge) => merge.height > height);
  return leafOrder.length - (above < 0 ? merges.length : above);
}

/** A height at which so many clusters are left: in the middle between the last merge that is made and the next one. */
export function heightForCount({ leafOrder, merges }: Tree, count: number): number {
  const made = Math.min(merges.length, Math.max(0, leafOrder.length - count));
  const [below, above] = [merges[made - 1]?.height ?? 0, merges[made]?.height];
  return above === undefined ? below * 1.02 : (below + above) / 2;
}

/** Cluster of each leaf when merges are made until so many are left, numbered from 0 as they stand from left to right. */
export function cutInto({ leafOrder, merges }: Tree, count: number): Int32Array {
  const leaves = leafOrder.length;
  const made = Math.min(merges.length, Math.max(0, leaves - count));
  const root = Int32Array.from({ length: leaves + made }, (_, node) => node);
  // From the top down, so that what a merge made knows its cluster before its parts do.
  for (let merge = made - 1; merge >= 0; merge--) {
    const { first, second } = merges[merge]!;
    root[first] = root[leaves + merge]!;
    root[second] = root[leaves + merge]!;
  }
  return numberedAlong(leafOrder, root.subarray(0, leaves));
}

/** The same clusters, numbered from 0 as they first occur along the order. */
export function numberedAlong(order: readonly number[], labels: ArrayLike<number>): Int32Array {
  const numbers = new Map<number, number>();
  for (const leaf of order) if (!numbers.has(labels[leaf]!)) numbers.set(labels[leaf]!, numbers.size);
  return Int32Array.from(labels, (label) => numbers.get(label)!);
}

/** Where each node stands: a leaf in the middle of its place, a merge in the middle between its two parts. In places. */
export function nodePlaces({ leafOrder, merges }: Tree): Float64Array {
  const leaves = leafOrder.length;
  const places = new Float64Array(leaves + merges.length);
  leafOrder.forEach((leaf, place) => {
    places[leaf] = place + 0.5;
  });
  merges.forEach(({ first, second }, merge) => {
    places[leaves + merge] = (places[first]! + places[second]!) / 2;
  });
  return places;
}
