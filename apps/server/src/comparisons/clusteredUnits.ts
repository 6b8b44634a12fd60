import {
  cutAtHeight,
  cutIntoClusters,
  type Dendrogram,
  type JoinedUnits,
  leafOrder,
  type SpectralEmbedding,
} from '@unitgraph/analysis';
import type { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { Unavailable } from '../relay/unavailable.js';
import type { ClusterChoice } from './clusteringChoice.js';
import type { LayerPair } from './layerPair.js';

/** The live units of both layers, as they are kept: without their correlations. */
export type Joined = Omit<JoinedUnits, 'correlation'>;

/** The units of two layers and the cluster of each. */
export interface ClusteredUnits {
  readonly units: Joined;
  /** Cluster of each unit, numbered by its lowest unit. */
  readonly labels: Int32Array;
  /** Places of the units as they are drawn. */
  readonly order: Int32Array;
  /** What the clusters were cut from; null for the other method. */
  readonly dendrogram: Dendrogram | null;
  readonly embedding: SpectralEmbedding | null;
}

/**
 * @returns the clusters, or why these layers and choices have none, or the computation that does not have them yet
 * @throws a GraphQL error for more clusters than live units
 */
export async function clusterUnits(
  context: Context,
  pair: LayerPair,
  choice: ClusterChoice,
): Promise<ClusteredUnits | Unavailable | Computation> {
  if (choice.method === 'HIERARCHICAL') {
    return context.answer(pair.clustering(choice), ({ units, dendrogram, refusal }) => {
      if (units === null || dendrogram === null) return nothing(refusal);
      const { clusters, height } = choice;
      refuseTooMany(clusters, units.count);
      const labels = clusters === null ? cutAtHeight(dendrogram, height) : cutIntoClusters(dendrogram, clusters);
      return { units, labels, order: leafOrder(dendrogram), dendrogram, embedding: null };
    });
  }
  return context.answer(pair.spectrum(choice), async ({ units, embedding, refusal }) => {
    if (units === null || embedding === null) return nothing(refusal);
    refuseTooMany(choice.cut.clusters ?? null, units.count);
    return context.answer(pair.spectralClusters(choice, choice.cut), ({ labels }) => {
      const order = Int32Array.from(labels.keys()).sort(
        (a, b) => (labels[a] as number) - (labels[b] as number) || a - b,
      );
      return { units, labels, order, dendrogram: null, embedding };
    });
  });
}

function nothing(refusal: string | null): Unavailable {
  return new Unavailable(refusal ?? 'There is no clustering.');
}

function refuseTooMany(clusters: number | null, units: number): void {
  if (clusters === null || (clusters >= 1 && clusters <= units)) return;
  throw badInput(`clusters: ${clusters} is out of range: ${units} units take part, so ask for 1 to ${units}.`);
}
