'use client';

import type { ViewProps } from '../ComparisonViews';
import { ClusterControls } from './ClusterControls';
import { SpectralClusters } from './SpectralClusters';
import { TreeClusters } from './TreeClusters';
import { useClusterChoice } from './useClusterChoice';

/** Many to many: the units of both layers, grouped together by their correlations. */
export function ClustersView(props: ViewProps) {
  const [clustering, chooseClusters] = useClusterChoice();
  const Clusters = clustering.method === 'SPECTRAL' ? SpectralClusters : TreeClusters;
  return (
    <div className="flex flex-col gap-6">
      <ClusterControls choice={clustering} choose={chooseClusters} />
      <Clusters {...props} clustering={clustering} chooseClusters={chooseClusters} />
    </div>
  );
}
