/** A unit that takes part: those of the left layer first, each side by index. */
export interface Leaf {
  readonly id: string;
  readonly index: number;
  readonly side: 'left' | 'right';
}

/** What a cluster holds: units of both layers, of one alone, or a single unit. */
export type ClusterKind = 'both' | 'left' | 'right' | 'alone';

export interface UnitCluster {
  /** From 0, as clusters stand along the order of the leaves. */
  readonly number: number;
  readonly kind: ClusterKind;
  readonly left: readonly Leaf[];
  readonly right: readonly Leaf[];
}

/** @param leftCount how many of the leaves are of the left layer */
export function leavesOf(units: readonly { id: string; index: number }[], leftCount: number): Leaf[] {
  return units.map(({ id, index }, place) => ({ id, index, side: place < leftCount ? 'left' : 'right' }));
}

/** @param labels cluster of each leaf, from 0 without gaps */
export function unitClusters(leaves: readonly Leaf[], labels: Int32Array): UnitCluster[] {
  const found: { left: Leaf[]; right: Leaf[] }[] = [];
  labels.forEach((label, place) => {
    found[label] ??= { left: [], right: [] };
    const leaf = leaves[place]!;
    found[label][leaf.side].push(leaf);
  });
  return found.map(({ left, right }, number) => ({ number, kind: kindOf(left.length, right.length), left, right }));
}

function kindOf(left: number, right: number): ClusterKind {
  if (left + right === 1) return 'alone';
  return left > 0 && right > 0 ? 'both' : left > 0 ? 'left' : 'right';
}

export const sizeOf = ({ left, right }: UnitCluster): number => left.length + right.length;

/** A stretch of the order that one cluster of more than one unit fills. */
export interface Run {
  readonly number: number;
  readonly start: number;
  readonly length: number;
}

/** @param labels cluster of each leaf; each cluster fills one stretch of the order */
export function runsAlong(order: ArrayLike<number>, labels: Int32Array): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < order.length; ) {
    const number = labels[order[start]!]!;
    let end = start + 1;
    while (end < order.length && labels[order[end]!] === number) end++;
    if (end - start > 1) runs.push({ number, start, length: end - start });
    start = end;
  }
  return runs;
}
