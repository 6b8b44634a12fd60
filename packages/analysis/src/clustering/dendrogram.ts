import { Refusal } from '../errors.js';
import type { Dendrogram } from './agglomerate.js';

/** The leaves from left to right as the tree is drawn, the lower-numbered branch on the left: for the order of a heatmap. */
export function leafOrder({ leaves, first, second }: Dendrogram): Int32Array {
  const order = new Int32Array(leaves);
  let placed = 0;
  // A stack of its own: chains of single linkage are as deep as there are leaves.
  const open = [2 * leaves - 2];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node < leaves) order[placed++] = node;
    else open.push(second[node - leaves] as number, first[node - leaves] as number);
  }
  return order;
}

/** Cluster of each leaf when merges up to `height`, inclusive, are made. Clusters are numbered by their lowest leaf. */
export function cutAtHeight(dendrogram: Dendrogram, height: number): Int32Array {
  const above = dendrogram.heights.findIndex((merge) => !(merge <= height));
  return afterMerges(dendrogram, above < 0 ? dendrogram.heights.length : above);
}

/**
 * Cluster of each leaf when merges are made until `count` clusters are left; of equal heights, the first listed is made first.
 * @throws Refusal unless count is 1..leaves
 */
export function cutIntoClusters(dendrogram: Dendrogram, count: number): Int32Array {
  refuseCount(count, dendrogram.leaves);
  return afterMerges(dendrogram, dendrogram.leaves - count);
}

/** @throws Refusal unless count is a number of clusters that so many units can make */
export function refuseCount(count: number, units: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= units) return;
  throw new Refusal(`${units} units cannot make ${count} clusters.`, `Ask for a whole number from 1 to ${units}.`);
}

function afterMerges({ leaves, first, second }: Dendrogram, merges: number): Int32Array {
  const clusterOf = new Int32Array(leaves + merges).fill(-1);
  // From the top down, so that what a merge made knows its cluster before its parts do.
  for (let merge = merges - 1; merge >= 0; merge--) {
    const node = leaves + merge;
    const root = (clusterOf[node] as number) < 0 ? node : (clusterOf[node] as number);
    clusterOf[first[merge] as number] = root;
    clusterOf[second[merge] as number] = root;
  }
  const roots = Array.from({ length: leaves }, (_, leaf) => ((clusterOf[leaf] as number) < 0 ? leaf : clusterOf[leaf]));
  return renumbered(roots as number[]);
}

/** The same clusters, numbered in the order in which they first occur. */
export function renumbered(labels: ArrayLike<number>): Int32Array {
  const numbers = new Map<number, number>();
  return Int32Array.from(labels, (label) => {
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  });
}
