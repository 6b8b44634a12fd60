'use client';

import { Note } from '../../components/Note';
import type { ViewProps } from '../ComparisonViews';
import { ClusterControls } from './ClusterControls';
import { SpectralClusters } from './SpectralClusters';
import { TreeClusters } from './TreeClusters';
import { useClusterChoice } from './useClusterChoice';

/** Many to many: the units of both layers, grouped together by their correlations. */
export function ClustersView(props: ViewProps) {
  const [clustering, chooseClusters] = useClusterChoice();
  if (props.comparison.left.id === props.comparison.right.id) {
    return <Note>In a layer with itself, every unit stands beside its double. Choose two different layers.</Note>;
  }
  const Clusters = clustering.method === 'SPECTRAL' ? SpectralClusters : TreeClusters;
  return (
    <div className="flex flex-col gap-6">
      <ClusterControls choice={clustering} choose={chooseClusters} />
      <Clusters {...props} clustering={clustering} chooseClusters={chooseClusters} />
    </div>
  );
}
