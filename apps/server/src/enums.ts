import { LINKAGES, SIGN_RULES, SIMILARITY_MEASURES } from '@unitgraph/analysis';
import { registerEnumType } from 'type-graphql';

/** The words of the graph that are one of a few. Each is a value and the type of that value. */
export function words<Word extends string>(...all: readonly Word[]): { readonly [Each in Word]: Each } {
  return Object.fromEntries(all.map((word) => [word, word])) as { readonly [Each in Word]: Each };
}
export type WordOf<Words> = Words[keyof Words];

export const Measure = words('PEARSON', 'SPEARMAN', 'MUTUAL_INFORMATION');
export type Measure = WordOf<typeof Measure>;
registerEnumType(Measure, {
  name: 'Measure',
  description: 'How alike two units are.',
  valuesConfig: {
    PEARSON: {
      description:
        "Pearson's correlation over all samples, signed: -1 to 1, higher is more alike, 0 is what unrelated units tend to. Baselines: PERMUTATION, ROTATION.",
    },
    SPEARMAN: {
      description:
        "Spearman's rank correlation: Pearson's of each unit's ranks over all samples, equal values sharing their mean rank. -1 to 1, higher is more alike; an increasing function of either unit changes nothing. Baselines: PERMUTATION, ROTATION (of the ranks).",
    },
    MUTUAL_INFORMATION: {
      description:
        "Mutual information in nats, over each unit's silence and nine bins of equal mass, less the bias that independent units have on average: 0 is what unrelated units tend to, and they may fall below; at most the lower of the two entropies (about 2.3 at most), higher is more alike. Finds dependence of any shape, without sign. Baseline: PERMUTATION.",
    },
  },
});

export const MatchRule = words('GREEDY', 'ASSIGNMENT', 'MUTUAL');
export type MatchRule = WordOf<typeof MatchRule>;
registerEnumType(MatchRule, {
  name: 'MatchRule',
  description: 'How partners are chosen.',
  valuesConfig: {
    GREEDY: { description: 'Every left unit takes its best partner; a right unit may be taken by several.' },
    ASSIGNMENT: { description: 'One to one, with the highest total value.' },
    MUTUAL: { description: "Only pairs in which each is the other's best." },
  },
});

export const BaselineKind = words('PERMUTATION', 'ROTATION');
export type BaselineKind = WordOf<typeof BaselineKind>;
registerEnumType(BaselineKind, {
  name: 'BaselineKind',
  description: 'What a match is held against.',
  valuesConfig: {
    PERMUTATION: {
      description:
        'The stimuli of one side are shuffled, each with all its positions: what chance gives. Every measure has it.',
    },
    ROTATION: {
      description:
        "One side's units are mixed by a random rotation: what a shared subspace gives without shared units. Measures that no rotation changes have none, nor has mutual information.",
    },
  },
});

export const ReductionKind = words('ALL_POSITIONS', 'MEAN', 'MAX', 'SAMPLED');
export type ReductionKind = WordOf<typeof ReductionKind>;
registerEnumType(ReductionKind, {
  name: 'ReductionKind',
  description:
    "How samples are made out of a stimulus's spatial positions. Layers without positions have one sample a stimulus in any case.",
  valuesConfig: {
    ALL_POSITIONS: { description: 'Every position of every stimulus is a sample.' },
    MEAN: { description: 'One sample a stimulus: the mean over its positions.' },
    MAX: { description: 'One sample a stimulus: the highest value over its positions.' },
    SAMPLED: {
      description: 'Some positions of each stimulus, drawn with a seed, the same ones for every layer of that size.',
    },
  },
});

export const LayerKind = words(
  'CONVOLUTION',
  'DENSE',
  'RESIDUAL',
  'POOLING',
  'NORMALIZATION',
  'ATTENTION',
  'EMBEDDING',
  'OUTPUT',
  'OTHER',
);
export type LayerKind = WordOf<typeof LayerKind>;
registerEnumType(LayerKind, {
  name: 'LayerKind',
  description: 'What makes the tensor of a layer, its activation function included.',
  valuesConfig: {
    CONVOLUTION: { description: 'A convolution: units are its channels.' },
    DENSE: { description: 'A fully connected layer: units are its features.' },
    RESIDUAL: {
      description:
        'The sum of a residual block and its shortcut, or of a stream and what an attention or a perceptron adds: units are channels or features.',
    },
    POOLING: { description: 'A pooling: units are channels.' },
    NORMALIZATION: { description: 'A normalization that is no part of another layer: units are channels.' },
    ATTENTION: {
      description:
        'What the heads of an attention put out, before the projection that follows: units are heads x dimensions of a head, head by head.',
    },
    EMBEDDING: { description: 'Embeddings of tokens, their positions included: units are features.' },
    OUTPUT: { description: 'What the network answers: units are classes.' },
    OTHER: { description: 'Anything else that has a unit axis.' },
  },
});

export const NetworkFormat = words('ONNX', 'TFJS', 'RECORDED');
export type NetworkFormat = WordOf<typeof NetworkFormat>;
registerEnumType(NetworkFormat, {
  name: 'NetworkFormat',
  description: 'What kind of file a network is.',
  valuesConfig: {
    ONNX: { description: 'Open Neural Network Exchange: one file with graph and weights.' },
    TFJS: { description: 'TensorFlow.js: a model.json, LayersModel or GraphModel, and files of weights beside it.' },
    RECORDED: {
      description:
        'No file: only activations that were recorded elsewhere and imported as arrays. Its layers grow with imports.',
    },
  },
});

export const ImportState = words('RECEIVING', 'DONE');
export type ImportState = WordOf<typeof ImportState>;
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'How an import stands.',
  valuesConfig: {
    RECEIVING: {
      description: 'Shards are missing, or a problem stands against its end. Nothing of it is visible yet.',
    },
    DONE: { description: 'All shards are there: its layers and recordings are in the graph.' },
  },
});

export const ImportShardState = words('MISSING', 'RECEIVED', 'REFUSED');
export type ImportShardState = WordOf<typeof ImportShardState>;
registerEnumType(ImportShardState, {
  name: 'ImportShardState',
  description: 'How a shard of an import stands.',
  valuesConfig: {
    MISSING: { description: 'It was not sent yet, or is to be sent again.' },
    RECEIVED: { description: 'It is there, checked and converted.' },
    REFUSED: { description: 'It was sent and refused: `problem` says why. Sending it again tries again.' },
  },
});

export const MatrixOrder = words('ORIGINAL', 'MATCHED', 'BY_BEST', 'CLUSTERED');
export type MatrixOrder = WordOf<typeof MatrixOrder>;
registerEnumType(MatrixOrder, {
  name: 'MatrixOrder',
  description:
    'In which order rows and columns of a matrix are drawn. The file itself is always in the original order.',
  valuesConfig: {
    ORIGINAL: { description: 'By index.' },
    MATCHED: {
      description: 'Pairs of the ASSIGNMENT on the diagonal, the highest value first; units without partner last.',
    },
    BY_BEST: {
      description: 'Rows and columns each by their own highest value, falling; units without any value last.',
    },
    CLUSTERED: {
      description:
        "Both in the order of the leaves of one tree of all units: `clustering` with what it does by itself, by Pearson's correlation whatever the matrix shows; units without variance last.",
    },
  },
});

export const UnitOrder = words('INDEX', 'MEAN', 'DEVIATION', 'MAXIMUM', 'ZERO_SHARE', 'BEST_MATCH');
export type UnitOrder = WordOf<typeof UnitOrder>;
registerEnumType(UnitOrder, {
  name: 'UnitOrder',
  description: 'What units are sorted by.',
  valuesConfig: {
    INDEX: { description: 'Their own order in the layer.' },
    MEAN: { description: 'Mean activation over all samples.' },
    DEVIATION: { description: 'Population standard deviation of the activation.' },
    MAXIMUM: { description: 'Highest activation.' },
    ZERO_SHARE: { description: 'Share of the samples that are exactly zero, 0 to 1.' },
    BEST_MATCH: { description: 'Value of the best partner in the layer or network that `in` names.' },
  },
});

export const UnitCondition = words('LIVE', 'DEAD', 'CONSTANT');
export type UnitCondition = WordOf<typeof UnitCondition>;
registerEnumType(UnitCondition, {
  name: 'UnitCondition',
  description: 'Whether a unit varies over the samples. Only live units have correlations and take part in matchings.',
  valuesConfig: {
    LIVE: { description: 'It varies.' },
    DEAD: { description: 'It is zero on every sample.' },
    CONSTANT: { description: 'It has one value other than zero on every sample.' },
  },
});

export const ComputationState = words('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');
export type ComputationState = WordOf<typeof ComputationState>;
registerEnumType(ComputationState, {
  name: 'ComputationState',
  description: 'How a computation stands.',
  valuesConfig: {
    QUEUED: { description: 'It waits for its inputs, or for its turn.' },
    RUNNING: { description: 'It is being computed.' },
    DONE: { description: 'Its value is kept: ask the field again.' },
    FAILED: { description: '`error` says why. Asking the field again tries again.' },
    CANCELLED: { description: 'Somebody stopped it. Asking the field again starts it again.' },
  },
});

export const IncomparableReason = words(
  'PROBE_SET',
  'POSITIONS',
  'NO_LIVE_UNITS',
  'NO_PROBE_SET',
  'NO_LAYER',
  'TOO_LARGE',
);
export type IncomparableReason = WordOf<typeof IncomparableReason>;
registerEnumType(IncomparableReason, {
  name: 'IncomparableReason',
  description: 'Why two layers cannot be compared.',
  valuesConfig: {
    PROBE_SET: { description: 'No probe set serves both networks, or the one asked for does not.' },
    POSITIONS: {
      description: 'Their samples do not pair up: they have different positions. A reduction of MEAN or MAX helps.',
    },
    NO_LIVE_UNITS: { description: 'One of them has no unit that varies.' },
    NO_PROBE_SET: { description: 'There is no probe set that the network can take.' },
    NO_LAYER: { description: 'The other network has no layer of that name.' },
    TOO_LARGE: {
      description: 'What was asked for needs the values of all pairs of units, which are more than this server makes.',
    },
  },
});

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

export const UniversalityScope = words('SAME_LAYER', 'ANY_LAYER');
export type UniversalityScope = WordOf<typeof UniversalityScope>;
registerEnumType(UniversalityScope, {
  name: 'UniversalityScope',
  description: 'Where in another network the units of a layer are looked for.',
  valuesConfig: {
    SAME_LAYER: { description: 'In the layer of the same name, which for networks built alike is the same depth.' },
    ANY_LAYER: {
      description:
        'In every layer whose samples pair up, the best one counting; chance takes the best over the same rotated layers. Costs a baseline for each two layers.',
    },
  },
});

export const FoundIn = words('ALL', 'SOME', 'ONE');
export type FoundIn = WordOf<typeof FoundIn>;
registerEnumType(FoundIn, {
  name: 'FoundIn',
  description: 'In how many of the networks that were looked in a unit is found, its own included.',
  valuesConfig: {
    ALL: { description: 'In every one.' },
    SOME: { description: 'In its own and at least one other, yet not in every one. Needs three networks.' },
    ONE: { description: 'In its own alone.' },
  },
});

export const UnitUniversalityOrder = words('EXCESS', 'BEST', 'FOUND_IN', 'INDEX');
export type UnitUniversalityOrder = WordOf<typeof UnitUniversalityOrder>;
registerEnumType(UnitUniversalityOrder, {
  name: 'UnitUniversalityOrder',
  description: 'What units are sorted by that are looked for in other networks. Dead units come last in any case.',
  valuesConfig: {
    EXCESS: { description: 'Mean surplus over what rotation gives.' },
    BEST: { description: 'Mean correlation with the best partner of each network.' },
    FOUND_IN: { description: 'Number of other networks in which it is found, then excess.' },
    INDEX: { description: 'Their own order: layer by layer, network by network, unit by unit.' },
  },
});
