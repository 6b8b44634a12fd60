import { LINKAGES, SIGN_RULES } from '@unitgraph/analysis';
import { registerEnumType } from 'type-graphql';
import { type WordOf, words } from './words.js';

export const ClusteringMethod = words('HIERARCHICAL', 'SPECTRAL');
export type ClusteringMethod = WordOf<typeof ClusteringMethod>;
registerEnumType(ClusteringMethod, {
  name: 'ClusteringMethod',
  description: 'How units are grouped by their correlations.',
  valuesConfig: {
    HIERARCHICAL: {
      description: 'The nearest two clusters become one, until one is left: a tree, which is cut at a height.',
    },
    SPECTRAL: {
      description:
        'By the lowest eigenvectors of the normalised Laplacian of the graph of similarities, grouped by k-means (Ng, Jordan and Weiss 2001).',
    },
  },
});

export const Linkage = words(...LINKAGES);
export type Linkage = WordOf<typeof Linkage>;
registerEnumType(Linkage, {
  name: 'Linkage',
  description: 'How far two clusters are from each other, given how far their units are.',
  valuesConfig: {
    AVERAGE: { description: 'The mean distance of their units.' },
    COMPLETE: { description: 'The distance of the two units that are farthest apart.' },
    SINGLE: { description: 'The distance of the two units that are nearest.' },
    WARD: {
      description: 'What merging them adds to the variance within clusters. For SIGNED without threshold alone.',
    },
  },
});

export const SignRule = words(...SIGN_RULES);
export type SignRule = WordOf<typeof SignRule>;
registerEnumType(SignRule, {
  name: 'SignRule',
  description: 'What a negative correlation counts for. The distance of two units is 1 less their similarity.',
  valuesConfig: {
    ABSOLUTE: { description: 'Units that mirror each other are alike: |r|, 0 to 1.' },
    SIGNED: { description: 'Units that mirror each other are as unlike as can be: r, -1 to 1.' },
    POSITIVE: { description: 'Units that mirror each other are merely unlike: max(r, 0), 0 to 1.' },
  },
});
