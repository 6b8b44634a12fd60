'use client';

import { type ReactNode, useCallback, useState } from 'react';
import type { Compared, ComparedLayer } from '../comparisonDocument';
import { itemId } from './ClusterItem';
import { ClusterList } from './ClusterList';
import { ClusterMapCard } from './ClusterMapCard';
import { ClusterSummary } from './ClusterSummary';
import type { Leaf, UnitCluster } from './unitClusters';

/** The cluster under the cursor, which all parts show, and the way to it in the list. */
export function useClusterCursor() {
  const [cursor, onCursor] = useState<number | null>(null);
  const onOpen = useCallback((cluster: number) => {
    const item = document.getElementById(itemId(cluster));
    item?.scrollIntoView({ block: 'nearest' });
    item?.focus({ preventScroll: true });
  }, []);
  return { cursor, onCursor, onOpen };
}

type Props = {
  compared: Compared;
  left: ComparedLayer;
  right: ComparedLayer;
  leaves: readonly Leaf[];
  order: readonly number[];
  clusters: readonly UnitCluster[];
  labels: Int32Array;
  dead: { left: number; right: number };
  isolated?: number | null;
  cursor: number | null;
  onCursor: (cluster: number | null) => void;
  /** What they were cut from. */
  children: ReactNode;
};

/** What is shown of clusters however they were found: numbers, what they were cut from, a list, a map. */
export function ClusterParts(props: Props) {
  const { compared, left, right, leaves, order, clusters, labels, dead, isolated, cursor, onCursor, children } = props;
  return (
    <div className="flex flex-col gap-6">
      <ClusterSummary {...{ left, right, clusters, dead }} isolated={isolated ?? null} />
      {children}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <ClusterList {...{ left, right, clusters, cursor, onCursor }} />
        <ClusterMapCard {...{ compared, left, right, leaves, order, labels, cursor, onCursor }} />
      </div>
    </div>
  );
}
