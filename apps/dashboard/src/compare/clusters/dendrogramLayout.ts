import { linearScale, type Scale } from '../../plots/scale';
import { nodePlaces, type Tree } from './tree';
import { type ClusterKind, type UnitCluster } from './unitClusters';

/** Where leaves and heights lie in a picture of a tree. */
export interface DendrogramLayout {
  /** From places along the order: 0 is the left end of the first leaf. */
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  /** Pixels of one leaf. */
  readonly leaf: number;
}

const MARGIN = { top: 26, right: 10, bottom: 44, left: 40 };

export function dendrogramLayout({ leafOrder, merges }: Tree, width: number): DendrogramLayout {
  const height = Math.round(Math.min(380, Math.max(250, width * 0.32)));
  const highest = Math.max(1e-6, merges.at(-1)?.height ?? 1) * 1.04;
  const x = linearScale([0, leafOrder.length], [MARGIN.left, width - MARGIN.right]);
  return {
    x,
    y: linearScale([0, highest], [height - MARGIN.bottom, MARGIN.top]),
    width,
    height,
    top: MARGIN.top,
    leaf: (x.range[1] - x.range[0]) / Math.max(1, leafOrder.length),
  };
}

/** The branches as the `d` of one path for each colour: `above` those of merges that the cut does not make. */
export type Branches = { readonly [Kind in ClusterKind | 'above']: string };

/** @param labels cluster of each leaf */
export function branchesOf(
  tree: Tree,
  { x, y }: DendrogramLayout,
  clusters: readonly UnitCluster[],
  labels: Int32Array,
): Branches {
  const leaves = tree.leafOrder.length;
  const made = leaves - clusters.length;
  const places = nodePlaces(tree);
  const of = labelsOfNodes(tree, labels);
  const paths = { both: '', left: '', right: '', alone: '', above: '' };
  tree.merges.forEach((_, merge) => {
    const kind = merge < made ? clusters[of[leaves + merge]!]!.kind : 'above';
    paths[kind] += bracket(tree, merge, places, x, y);
  });
  return paths;
}

/** The branches of one cluster alone, to be drawn over the others. */
export function branchesOfCluster(
  tree: Tree,
  { x, y }: DendrogramLayout,
  made: number,
  labels: Int32Array,
  number: number,
) {
  const leaves = tree.leafOrder.length;
  const places = nodePlaces(tree);
  const of = labelsOfNodes(tree, labels);
  let path = '';
  for (let merge = 0; merge < made; merge++)
    if (of[leaves + merge] === number) path += bracket(tree, merge, places, x, y);
  return path;
}

/** Cluster of each node; of a merge that the cut does not make, that of its first part. */
function labelsOfNodes({ leafOrder, merges }: Tree, labels: Int32Array): Int32Array {
  const of = new Int32Array(leafOrder.length + merges.length);
  of.set(labels);
  merges.forEach(({ first }, merge) => {
    of[leafOrder.length + merge] = of[first]!;
  });
  return of;
}

/** A merge: up from its first part, across, and down to the second. */
function bracket({ leafOrder, merges }: Tree, merge: number, places: Float64Array, x: Scale, y: Scale): string {
  const { first, second, height } = merges[merge]!;
  const foot = (node: number) => round(y(node < leafOrder.length ? 0 : merges[node - leafOrder.length]!.height));
  const at = (node: number) => round(x(places[node]!));
  return `M${at(first)},${foot(first)}V${round(y(height))}H${at(second)}V${foot(second)}`;
}

const round = (pixel: number) => Math.round(pixel * 10) / 10;
