'use client';

import { useMemo } from 'react';
import { Skeleton } from '../../components/Skeleton';
import { useDragged } from '../../components/Slider';
import { Settled } from '../../computing/Settled';
import { useResult } from '../../computing/useResult';
import type { ViewProps } from '../ComparisonViews';
import { comparisonIn } from '../comparisonIn';
import { fileTitle } from '../linked';
import { ClusterParts, useClusterCursor } from './ClusterParts';
import type { ClusterChoice } from './clusterChoice';
import { EIGENVALUES, type SpectralData, spectralDocument } from './clusteringDocument';
import { SpectrumCard } from './SpectrumCard';
import { numberedAlong } from './tree';
import { leavesOf, unitClusters } from './unitClusters';
import type { ChooseClusters } from './useClusterChoice';

type Props = ViewProps & { clustering: ClusterChoice; chooseClusters: ChooseClusters };

/** Clusters by the eigenvectors of the graph of units. */
export function SpectralClusters(props: Props) {
  const { sign, threshold, clusters, seed } = props.clustering;
  const variables = { ...props.compared, sign, threshold, clusters, seed, first: EIGENVALUES };
  const result = useResult({ query: spectralDocument, variables });
  return (
    <Settled
      result={result}
      of={(data) => comparisonIn(data)?.clustering}
      name="The clusters"
      skeleton={<Skeleton className="h-96 w-full" />}
    >
      {(found) => <Parts {...props} found={found} variables={variables} />}
    </Settled>
  );
}

type PartsProps = Props & { found: SpectralData; variables: Record<string, unknown> };

function Parts({ comparison, compared, clustering, chooseClusters, found, variables }: PartsProps) {
  const { left, right } = comparison;
  const linked = useClusterCursor();
  const [count, setCount] = useDragged<number | null>(clustering.clusters, (clusters) => chooseClusters({ clusters }));
  const leaves = useMemo(() => leavesOf(found.leaves, left.unitCount - found.deadLeft), [found, left.unitCount]);
  const labels = useMemo(() => {
    const clusterOf = new Map(found.clusters.flatMap(({ members }, label) => members.map(({ id }) => [id, label])));
    return numberedAlong(
      found.leafOrder,
      found.leaves.map(({ id }) => clusterOf.get(id) ?? 0),
    );
  }, [found]);
  const clusters = useMemo(() => unitClusters(leaves, labels), [leaves, labels]);
  const eigenvalues = found.eigenvalues ?? [];
  const shared = { compared, left, right, leaves, clusters, labels, ...linked };
  return (
    <ClusterParts
      {...shared}
      order={found.leafOrder}
      dead={{ left: found.deadLeft, right: found.deadRight }}
      isolated={found.isolated}
    >
      <SpectrumCard
        title={fileTitle({ left, right })}
        variables={variables}
        eigenvalues={eigenvalues}
        count={count ?? clusters.length}
        most={Math.min(EIGENVALUES - 1, leaves.length)}
        byGap={clustering.clusters === null}
        seed={clustering.seed}
        onCount={setCount}
        onSeed={(seed) => chooseClusters({ seed })}
      />
    </ClusterParts>
  );
}
