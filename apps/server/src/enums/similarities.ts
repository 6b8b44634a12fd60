import { SIMILARITY_MEASURES } from '@unitgraph/analysis';
import { registerEnumType } from 'type-graphql';
import { type WordOf, words } from './words.js';

export const SimilarityMeasure = words(...SIMILARITY_MEASURES);
export type SimilarityMeasure = WordOf<typeof SimilarityMeasure>;
registerEnumType(SimilarityMeasure, {
  name: 'SimilarityMeasure',
  description: 'How alike two layers are as wholes.',
  valuesConfig: {
    CKA_LINEAR: {
      description:
        'Linear centred kernel alignment (Kornblith et al. 2019): 0 to 1, higher is more alike; the same under rotation and common scaling. Grows with units over samples: see CKA_DEBIASED.',
    },
    CKA_DEBIASED: {
      description:
        'Linear CKA without its bias (Székely and Rizzo 2014; Song et al. 2012): at most 1, about 0 for unrelated layers and then also below; higher is more alike.',
    },
    CKA_RBF: {
      description:
        'CKA with a Gaussian kernel of half the median distance (Kornblith et al. 2019), on at most 4,096 samples: 0 to 1, higher is more alike.',
    },
    CCA: {
      description:
        'Mean canonical correlation (Hotelling 1936): 0 to 1, higher is more alike; the same under any invertible linear map. Tends to 1 where samples are few.',
    },
    SVCCA: {
      description:
        'Mean canonical correlation of the principal directions that hold 99 % of the variance of each side (Raghu et al. 2017): 0 to 1, higher is more alike.',
    },
    PWCCA: {
      description:
        'Canonical correlations weighted by what they account for in the left layer (Morcos et al. 2018): 0 to 1, higher is more alike. Not symmetric.',
    },
    PROCRUSTES: {
      description:
        'Angular Procrustes distance (Williams et al. 2021): the angle that is left after the best rotation, in radians, 0 to π/2; LOWER is more alike; a metric.',
    },
    RSA: {
      description:
        "Representational similarity analysis (Kriegeskorte et al. 2008): Spearman's correlation of the dissimilarities of samples, on at most 2,048 of them: -1 to 1, higher is more alike.",
    },
    MUTUAL_KNN: {
      description:
        "Share of each sample's 10 nearest samples that are the same on both sides (Huh et al. 2024), on at most 8,192 samples: 0 to 1, higher is more alike.",
    },
    SOFT_MATCHING: {
      description:
        'Mean correlation of units matched in parts, none left over (Khosla and Williams 2024): -1 to 1, higher is more alike; ASSIGNMENT_MEAN where both layers have as many live units.',
    },
    LEAST_SQUARES: {
      description:
        'Share of the variance of the right units that a linear map of the left ones explains, on the samples that it was fitted to: 0 to 1, higher is more alike. Not symmetric.',
    },
    ASSIGNMENT_MEAN: {
      description: 'Mean correlation of the one-to-one matching of units: -1 to 1, higher is more alike.',
    },
    GREEDY_MEAN: {
      description:
        "Mean correlation of the left units with each one's best partner: -1 to 1, higher is more alike. Not symmetric.",
    },
  },
});

export const SimilarityDirection = words('HIGHER_IS_MORE_ALIKE', 'LOWER_IS_MORE_ALIKE');
export type SimilarityDirection = WordOf<typeof SimilarityDirection>;
registerEnumType(SimilarityDirection, {
  name: 'SimilarityDirection',
  description: 'Which way a similarity points.',
  valuesConfig: {
    HIGHER_IS_MORE_ALIKE: { description: 'A score: equal layers have the highest value.' },
    LOWER_IS_MORE_ALIKE: { description: 'A distance: equal layers have 0.' },
  },
});
