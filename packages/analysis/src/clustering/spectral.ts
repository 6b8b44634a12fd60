import { Refusal } from '../errors.js';
import { matrixOf } from '../linearAlgebra/matrix.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { symmetricEigen } from '../linearAlgebra/symmetricEigen.js';
import { refuseCount, renumbered } from './dendrogram.js';
import type { JoinedUnits } from './joinUnits.js';
import { kMeans } from './kMeans.js';
import { type SimilarityChoices, similarityOf } from './similarity.js';

export interface SpectralChoices extends SimilarityChoices {
  /** How many clusters; by default as many as come before the widest gap of the eigenvalues. */
  readonly clusters?: number;
  /** Of the clusters that the gap may choose, the most; 16 unless said otherwise. */
  readonly mostClusters?: number;
  /** Of the starts of k-means; 0 unless said otherwise. */
  readonly seed?: number;
}

export interface SpectralClustering {
  /** Cluster of each unit, numbered by its lowest unit. */
  readonly labels: Int32Array;
  readonly clusters: number;
  /** Of the normalised Laplacian, ascending, 0..2: as many are 0 as the graph has parts. */
  readonly eigenvalues: Float64Array;
  /** Units that are similar to no other: each is a part of its own. */
  readonly isolated: number;
}

const MOST_CLUSTERS = 16;

/**
 * Spectral clustering of units on the graph of their similarities (Ng, Jordan and Weiss 2001; von Luxburg 2007): the lowest
 * eigenvectors of I - D^-1/2 S D^-1/2, rows scaled to length 1, clustered by k-means. S is |r| off the diagonal, unless
 * sign rule and threshold say otherwise, and 0 on it.
 * @throws Refusal for the sign rule SIGNED, since a graph's weights are not negative, and for more clusters than units
 */
export async function spectralClustering(
  { correlation, count }: Pick<JoinedUnits, 'correlation' | 'count'>,
  { sign = 'ABSOLUTE', threshold = 0, clusters, mostClusters = MOST_CLUSTERS, seed = 0 }: SpectralChoices,
  multiply: Multiply,
): Promise<SpectralClustering> {
  if (sign === 'SIGNED') {
    throw new Refusal(
      'Spectral clustering needs similarities that are not negative, and the sign rule SIGNED gives others.',
      'Choose ABSOLUTE or POSITIVE.',
    );
  }
  if (clusters !== undefined) refuseCount(clusters, count);
  const { laplacian, isolated } = normalisedLaplacian(similarityOf(correlation, { sign, threshold }), count);
  const { values, vectors } = await symmetricEigen(matrixOf(count, count, laplacian), multiply);
  const chosen = clusters ?? beforeWidestGap(values, Math.min(mostClusters, count - 1));
  const points = new Float64Array(count * chosen);
  for (let unit = 0; unit < count; unit++) {
    const own = points.subarray(unit * chosen, (unit + 1) * chosen);
    for (let axis = 0; axis < chosen; axis++) own[axis] = vectors.values[axis * count + unit] as number;
    const length = Math.hypot(...own);
    // A unit that the chosen vectors do not reach stays at the origin.
    if (length > 0) for (let axis = 0; axis < chosen; axis++) own[axis] = (own[axis] as number) / length;
  }
  const { labels } = kMeans(points, chosen, chosen, seed);
  return { labels: renumbered(labels), clusters: chosen, eigenvalues: values, isolated };
}

/** The Laplacian of a graph without loops; a vertex without edges has a row of zeros. */
function normalisedLaplacian(similarity: Float64Array, count: number) {
  const roots = new Float64Array(count);
  let isolated = 0;
  for (let row = 0; row < count; row++) {
    let degree = 0;
    for (let column = 0; column < count; column++)
      if (column !== row) degree += similarity[row * count + column] as number;
    roots[row] = Math.sqrt(degree);
    if (degree === 0) isolated++;
  }
  const laplacian = similarity.map((weight, index) => {
    const [row, column] = [Math.floor(index / count), index % count];
    const scale = (roots[row] as number) * (roots[column] as number);
    if (scale === 0) return 0;
    return row === column ? 1 : -weight / scale;
  });
  return { laplacian, isolated };
}

/** How many eigenvalues come before the widest gap, of the first `most`: the first such gap, and at least 2 where there are 2. */
function beforeWidestGap(values: Float64Array, most: number): number {
  const gap = (count: number) => (values[count] as number) - (values[count - 1] as number);
  let best = Math.min(2, most);
  for (let count = best + 1; count <= most; count++) if (gap(count) > gap(best)) best = count;
  return best;
}
