import { SAMPLE_COMPARISONS, type SampleMeasure } from '../../measures/sampleMeasures.js';
import type { SimilarityMeasure } from '../values.js';
import { eigenWork, leastSquaresWork, singularWork, transportWork } from './algebra.js';
import { addWork, timesWork, type Work } from './work.js';

/** One side of a comparison of samples with samples: a kernel, ranks of distances, or nearest samples. */
export function preparedWork(measure: SampleMeasure, units: number, samples: number): Work {
  const pairs = samples ** 2 / 2;
  const products = 2 * pairs * units;
  switch (measure) {
    case 'RSA':
      return { products, ordering: pairs, scanning: 70 * pairs, steps: 1 };
    case 'CKA_RBF':
      return { products, scanning: 46 * pairs, steps: 1 };
    case 'MUTUAL_KNN':
      return { products: 2 * products, scanning: 12 * pairs + 6_000 * samples, steps: 1 };
  }
}

/** A similarity of whole layers, once the moments or correlations that it is made of are there. */
export function similarityWork(measure: SimilarityMeasure, left: number, right: number, samples: number): Work {
  const matrices: Work = { scanning: 12 * (left * left + left * right + right * right), steps: 2 };
  switch (measure) {
    case 'CKA_RBF':
    case 'RSA':
    case 'MUTUAL_KNN': {
      const compared = Math.min(samples, SAMPLE_COMPARISONS[measure].limit);
      const sides = [left, right].map((units) => preparedWork(measure, units, compared));
      return addWork([...sides, { scanning: 2 * compared ** 2 }]);
    }
    case 'CKA_LINEAR':
      return matrices;
    case 'CKA_DEBIASED':
      return addWork([matrices, { scanning: 6 * (left + right) * samples }]);
    case 'PROCRUSTES':
      return addWork([matrices, singularWork(left, right)]);
    case 'CCA':
    case 'SVCCA':
      return addWork([matrices, eigenWork(left), eigenWork(right), singularWork(left, right)]);
    case 'PWCCA':
      // The canonical directions are those of one more eigenproblem.
      return addWork([matrices, timesWork(eigenWork(left), 2), eigenWork(right)]);
    case 'LEAST_SQUARES':
      return addWork([matrices, leastSquaresWork(left, right)]);
    case 'SOFT_MATCHING':
      return addWork([matrices, transportWork(left, right)]);
    case 'ASSIGNMENT_MEAN':
    case 'GREEDY_MEAN':
      return { steps: 1 };
  }
}
