import { Refusal } from '../errors.js';
import { matrixOf } from '../linearAlgebra/matrix.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { symmetricEigen } from '../linearAlgebra/symmetricEigen.js';
import type { JoinedUnits } from './joinUnits.js';
import { type SimilarityChoices, similarityOf } from './similarity.js';

/** The lowest eigenvectors of the graph of similarities: all that spectral clusters are made of, for any number of them. */
export interface SpectralEmbedding {
  /** Of the normalised Laplacian, ascending, 0..2: as many are 0 as the graph has parts. One for each unit. */
  readonly eigenvalues: Float64Array;
  /** kept x units: the eigenvectors of the lowest eigenvalues, each of length 1. */
  readonly vectors: Float64Array;
  readonly kept: number;
  /** Units that are similar to no other: each is a part of its own. */
  readonly isolated: number;
}

/**
 * Eigenvalues and the lowest eigenvectors of I - D^-1/2 S D^-1/2 (Ng, Jordan and Weiss 2001). S is |r| off the diagonal, unless
 * sign rule and threshold say otherwise, and 0 on it.
 * @param most eigenvectors to keep; as many as there are units unless said otherwise
 * @throws Refusal for the sign rule SIGNED, since a graph's weights are not negative
 */
export async function spectralEmbedding(
  { correlation, count }: Pick<JoinedUnits, 'correlation' | 'count'>,
  { sign = 'ABSOLUTE', threshold = 0 }: SimilarityChoices,
  multiply: Multiply,
  most: number = count,
): Promise<SpectralEmbedding> {
  if (sign === 'SIGNED') {
    throw new Refusal(
      'Spectral clustering needs similarities that are not negative, and the sign rule SIGNED gives others.',
      'Choose ABSOLUTE or POSITIVE.',
    );
  }
  const { laplacian, isolated } = normalisedLaplacian(similarityOf(correlation, { sign, threshold }), count);
  const kept = Math.min(most, count);
  const { values, vectors } = await symmetricEigen(matrixOf(count, count, laplacian), multiply, () => [0, kept]);
  return { eigenvalues: values, vectors: vectors.values, kept, isolated };
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
