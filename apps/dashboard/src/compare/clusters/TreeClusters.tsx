'use client';

import { useMemo } from 'react';
import { Skeleton } from '../../components/Skeleton';
import { useDragged } from '../../components/Slider';
import { Settled } from '../../computing/Settled';
import { useResult } from '../../computing/useResult';
import type { ViewProps } from '../ComparisonViews';
import { comparisonIn } from '../comparisonIn';
import { ClusterParts, useClusterCursor } from './ClusterParts';
import type { ClusterChoice } from './clusterChoice';
import { type TreeData, treeDocument } from './clusteringDocument';
import { TreeCard } from './TreeCard';
import { countAtHeight, cutInto, heightForCount } from './tree';
import { leavesOf, unitClusters } from './unitClusters';
import type { ChooseClusters } from './useClusterChoice';

type Props = ViewProps & { clustering: ClusterChoice; chooseClusters: ChooseClusters };

/** Hierarchical clusters: the tree is fetched once for its choices, and cut on the page. */
export function TreeClusters(props: Props) {
  const { linkage, sign, threshold } = props.clustering;
  const result = useResult({ query: treeDocument, variables: { ...props.compared, linkage, sign, threshold } });
  return (
    <Settled
      result={result}
      of={(data) => comparisonIn(data)?.clustering}
      name="The clusters"
      skeleton={<Skeleton className="h-96 w-full" />}
    >
      {(tree) => <Parts {...props} tree={tree} />}
    </Settled>
  );
}

function Parts({ comparison, compared, clustering, chooseClusters, tree }: Props & { tree: TreeData }) {
  const { left, right } = comparison;
  const linked = useClusterCursor();
  const kept = useMemo(
    () => ({ height: clustering.height, clusters: clustering.clusters }),
    [clustering.height, clustering.clusters],
  );
  const [cut, setCut] = useDragged(kept, ({ height, clusters }) =>
    chooseClusters(clusters === null ? { height: Number(height.toFixed(3)) } : { clusters }),
  );
  const leaves = useMemo(() => leavesOf(tree.leaves, left.unitCount - tree.deadLeft), [tree, left.unitCount]);
  const count = Math.min(leaves.length, cut.clusters ?? countAtHeight(tree, cut.height));
  const labels = useMemo(() => cutInto(tree, count), [tree, count]);
  const clusters = useMemo(() => unitClusters(leaves, labels), [leaves, labels]);
  const height = cut.clusters === null ? cut.height : heightForCount(tree, count);
  const shared = { compared, left, right, leaves, clusters, labels, ...linked };
  return (
    <ClusterParts {...shared} order={tree.leafOrder} dead={{ left: tree.deadLeft, right: tree.deadRight }}>
      <TreeCard
        {...shared}
        choice={clustering}
        tree={tree}
        height={height}
        onHeight={(next) => setCut({ height: next, clusters: null })}
        onCount={(next) => setCut({ height: cut.height, clusters: next })}
      />
    </ClusterParts>
  );
}
