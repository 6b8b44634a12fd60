import { Figure, Figures } from '../../components/Figure';
import { formatCount, plural } from '../../format/numbers';
import type { ComparedLayer } from '../comparisonDocument';
import { type ClusterKind, sizeOf, type UnitCluster } from './unitClusters';

type Props = {
  left: ComparedLayer;
  right: ComparedLayer;
  clusters: readonly UnitCluster[];
  dead: { left: number; right: number };
  /** Units similar to no other, for spectral clusters. */
  isolated?: number | null;
};

/** How much of the two layers is shared, in numbers. */
export function ClusterSummary({ left, right, clusters, dead, isolated = null }: Props) {
  const of = (kind: ClusterKind) => clusters.filter((cluster) => cluster.kind === kind);
  const units = (kind: ClusterKind) => of(kind).reduce((sum, cluster) => sum + sizeOf(cluster), 0);
  return (
    <section aria-label="Summary of the clusters" className="surface p-4">
      <Figures>
        <Figure name="Clusters">
          <output data-figure="clusters">{formatCount(clusters.length)}</output>
        </Figure>
        <Figure name="In both layers" note={`hold ${plural(units('both'), 'unit')}`}>
          {formatCount(of('both').length)}
        </Figure>
        <Figure name={`Only in ${left.network.slug}`} note={`hold ${plural(units('left'), 'unit')}`}>
          {formatCount(of('left').length)}
        </Figure>
        <Figure name={`Only in ${right.network.slug}`} note={`hold ${plural(units('right'), 'unit')}`}>
          {formatCount(of('right').length)}
        </Figure>
        <Figure name="Units alone" note="in a cluster of their own">
          {formatCount(units('alone'))}
        </Figure>
        <Figure name="Units without variance" note="take no part">
          {dead.left} of {left.unitCount} left, {dead.right} of {right.unitCount} right
        </Figure>
        {isolated === null ? null : (
          <Figure name="Isolated units" note="similar to no other">
            {formatCount(isolated)}
          </Figure>
        )}
      </Figures>
    </section>
  );
}
