import type { Multiply } from '../linearAlgebra/products.js';
import { canonicalCorrelations } from './canonicalCorrelation.js';
import { leastSquares } from './leastSquares.js';
import { linearCka } from './linearCka.js';
import { angularProcrustes } from './procrustes.js';
import { pwcca } from './pwcca.js';
import type { SecondMoments } from './secondMoments.js';
import { svcca } from './svcca.js';

/** The measures that follow from second moments alone, so that drawing stimuli anew costs little. */
export const MOMENT_MEASURES = ['CKA_LINEAR', 'CCA', 'SVCCA', 'PWCCA', 'PROCRUSTES', 'LEAST_SQUARES'] as const;
export type MomentMeasure = (typeof MOMENT_MEASURES)[number];

/** A similarity, and where directions of each side are chosen, how many. */
export interface MomentSimilarity {
  readonly value: number;
  readonly leftDimensions?: number;
  readonly rightDimensions?: number;
}

/** @throws Refusal where no unit of a side varies */
export async function similarityOfMoments(
  measure: MomentMeasure,
  moments: SecondMoments,
  multiply: Multiply,
): Promise<MomentSimilarity> {
  switch (measure) {
    case 'CKA_LINEAR':
      return { value: linearCka(moments) };
    case 'CCA':
    case 'SVCCA': {
      const make = measure === 'CCA' ? canonicalCorrelations : svcca;
      const { mean, leftRank, rightRank } = await make(moments, multiply);
      return { value: mean, leftDimensions: leftRank, rightDimensions: rightRank };
    }
    case 'PWCCA':
      return { value: (await pwcca(moments, multiply)).mean };
    case 'PROCRUSTES':
      return { value: await angularProcrustes(moments) };
    case 'LEAST_SQUARES':
      return { value: (await leastSquares(moments, multiply)).rSquared };
  }
}
