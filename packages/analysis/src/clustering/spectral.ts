import { Refusal } from '../errors.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { refuseCount, renumbered } from './dendrogram.js';
import type { JoinedUnits } from './joinUnits.js';
import { kMeansSteps } from './kMeans.js';
import type { SimilarityChoices } from './similarity.js';
import { type SpectralEmbedding, spectralEmbedding } from './spectralEmbedding.js';

/** How many clusters are made of an embedding. */
export interface SpectralCut {
  /** How many clusters; by default as many as come before the widest gap of the eigenvalues. */
  readonly clusters?: number;
  /** Of the clusters that the gap may choose, the most; 16 unless said otherwise. */
  readonly mostClusters?: number;
  /** Of the starts of k-means; 0 unless said otherwise. */
  readonly seed?: number;
}

export interface SpectralChoices extends SimilarityChoices, SpectralCut {}

export interface SpectralLabels {
  /** Cluster of each unit, numbered by its lowest unit. */
  readonly labels: Int32Array;
  /** How many were asked for, or chosen by the gap. Fewer labels occur only where points fall together. */
  readonly clusters: number;
}

export interface SpectralClustering extends SpectralLabels, Pick<SpectralEmbedding, 'eigenvalues' | 'isolated'> {}

export const MOST_CLUSTERS = 16;

/**
 * Spectral clustering of units on the graph of their similarities (Ng, Jordan and Weiss 2001; von Luxburg 2007): their
 * `spectralEmbedding`, clustered by k-means.
 * @throws Refusal for the sign rule SIGNED, since a graph's weights are not negative, and for more clusters than units
 */
export async function spectralClustering(
  units: Pick<JoinedUnits, 'correlation' | 'count'>,
  choices: SpectralChoices,
  multiply: Multiply,
): Promise<SpectralClustering> {
  if (choices.clusters !== undefined) refuseCount(choices.clusters, units.count);
  const embedding = await spectralEmbedding(units, choices, multiply);
  return {
    ...(await spectralLabels(embedding, choices)),
    eigenvalues: embedding.eigenvalues,
    isolated: embedding.isolated,
  };
}

/**
 * Clusters of an embedding: each unit's entries in as many eigenvectors as there are to be clusters, scaled to length 1, by
 * k-means.
 * @throws Refusal for more clusters than eigenvectors were kept
 */
export async function spectralLabels(
  { eigenvalues, vectors, kept }: SpectralEmbedding,
  { clusters, mostClusters = MOST_CLUSTERS, seed = 0 }: SpectralCut,
): Promise<SpectralLabels> {
  const count = eigenvalues.length;
  if (clusters !== undefined && clusters > kept) {
    throw new Refusal(`${kept} eigenvectors cannot make ${clusters} clusters.`, `Ask for 1 to ${kept}.`);
  }
  const chosen = clusters ?? beforeWidestGap(eigenvalues, Math.min(mostClusters, kept, count - 1));
  const points = new Float64Array(count * chosen);
  for (let unit = 0; unit < count; unit++) {
    const own = points.subarray(unit * chosen, (unit + 1) * chosen);
    for (let axis = 0; axis < chosen; axis++) own[axis] = vectors[axis * count + unit] as number;
    const length = Math.hypot(...own);
    // A unit that the chosen vectors do not reach stays at the origin.
    if (length > 0) for (let axis = 0; axis < chosen; axis++) own[axis] = (own[axis] as number) / length;
  }
  const { labels } = await restingBetween(kMeansSteps(points, chosen, chosen, seed));
  return { labels: renumbered(labels), clusters: chosen };
}

/** How many eigenvalues come before the widest gap, of the first `most`: the first such gap, and at least 2 where there are 2. */
function beforeWidestGap(values: Float64Array, most: number): number {
  const gap = (count: number) => (values[count] as number) - (values[count - 1] as number);
  let best = Math.min(2, most);
  for (let count = best + 1; count <= most; count++) if (gap(count) > gap(best)) best = count;
  return best;
}
