import type { Dendrogram } from '../clustering/agglomerate.js';
import type { JoinedUnits } from '../clustering/joinUnits.js';
import type { SpectralEmbedding } from '../clustering/spectralEmbedding.js';
import type { Walks } from '../matchings/cycles.js';
import type { SeenNetwork } from '../measures/universality.js';
import type { Contributors } from '../sparse/contributors.js';
import type { LassoPath } from '../sparse/lassoPath.js';

/** What the derivations yield. Arrays of two dimensions are row-major. */

/** Sums over samples of each unit, mergeable. All arrays have one entry per unit. */
export interface Moments {
  readonly count: number;
  readonly mean: Float64Array;
  /** Sum of squared deviations from the mean: population variance times count. */
  readonly squares: Float64Array;
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
  /** Samples that are exactly zero. */
  readonly zeros: Float64Array;
}

/** Why a unit has correlations or not: 0 live, 1 dead (all zero), 2 constant (one value other than zero). */
export const UNIT_CONDITIONS = ['LIVE', 'DEAD', 'CONSTANT'] as const;
export type UnitCondition = (typeof UNIT_CONDITIONS)[number];

export interface Shard {
  /** SHA-256 of the safetensors file, which holds `activations`: float32, units x samples. */
  readonly digest: string;
  readonly bytes: number;
  readonly firstStimulus: number;
  readonly stimuli: number;
  readonly samples: number;
}

export interface Recording {
  readonly units: number;
  readonly samples: number;
  readonly stimuli: number;
  /** Samples per stimulus, in the order of rows, then columns. */
  readonly positions: number;
  /** For SAMPLED: the flat spatial position of each sample, stimuli x positions. */
  readonly sampledPositions: Int32Array | null;
  readonly shards: readonly Shard[];
  readonly moments: Moments;
  /** One of `UNIT_CONDITIONS`' indices per unit. */
  readonly conditions: Uint8Array;
}

/** What one more pass over one recording yields. */
export interface Profile {
  readonly units: number;
  readonly bins: number;
  /** units x (bins + 1): equal widths from minimum to maximum. */
  readonly edges: Float64Array;
  /** units x bins. */
  readonly counts: Float64Array;
  /** How many top stimuli are kept per unit; fewer when there are fewer stimuli. */
  readonly kept: number;
  /** units x kept: stimulus indices, highest activation first, ties to the lower index; -1 for a unit without variance. */
  readonly topStimuli: Int32Array;
  /** units x kept: flat spatial position of that activation (0 without positions). */
  readonly topPositions: Int32Array;
  /** units x kept. */
  readonly topValues: Float32Array;
}

export interface Correlation {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** rows x columns, Pearson, -1..1; NaN where either unit has no variance. */
  readonly values: Float64Array;
  readonly leftConditions: Uint8Array;
  readonly rightConditions: Uint8Array;
}

export const UNIT_MEASURES = ['PEARSON', 'SPEARMAN', 'MUTUAL_INFORMATION'] as const;
export type UnitMeasure = (typeof UNIT_MEASURES)[number];

/** Mutual information of all units of two sides, in nats. Matrices are rows x columns; NaN where either unit has no variance. */
export interface SharedInformation extends Omit<Correlation, 'values'> {
  /** raw - bias: near 0 for independent units, and then as often below as above; higher = more alike. */
  readonly values: Float64Array;
  /** Plug-in estimate, >= 0. */
  readonly raw: Float64Array;
  /** Entropy of each unit's bins, the most that it can share; NaN without variance. */
  readonly leftEntropy: Float64Array;
  readonly rightEntropy: Float64Array;
}

export const MATCH_RULES = ['GREEDY', 'ASSIGNMENT', 'MUTUAL'] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

export interface Matching {
  /** Partner of each left unit; -1 where it has none. */
  readonly targets: Int32Array;
  /** Value of each left unit's match; NaN where it has none. */
  readonly values: Float64Array;
  /** Left units that have a partner. */
  readonly matched: number;
  /** Mean of the matched values; NaN when there are none. */
  readonly mean: number;
}

/** All three rules over one matrix of values. */
export interface Matchings {
  readonly rules: { readonly [Rule in MatchRule]: Matching };
  readonly deadLeft: number;
  readonly deadRight: number;
  /** Share of live left units to which GREEDY and ASSIGNMENT give the same value; NaN when there are none. */
  readonly agreement: number;
  /** For each left unit, 1 when its best partner has it as best partner. */
  readonly mutual: Uint8Array;
}

export const BASELINE_KINDS = ['PERMUTATION', 'ROTATION'] as const;
export type BaselineKind = (typeof BASELINE_KINDS)[number];

/** What the matchings give when one side is made unrelated, `repeats` times over. */
export interface Baseline {
  readonly repeats: number;
  readonly units: number;
  readonly rules: {
    readonly [Rule in MatchRule]: {
      /** Mean matched value of each repeat. */
      readonly means: Float64Array;
      /** repeats x units: value that each left unit got; NaN where none. */
      readonly values: Float64Array;
    };
  };
}

/** Sums over samples of the products of two recordings' units, each unit less its mean: what linear measures start from. */
export interface CrossMoments {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** rows x columns; 0 where either unit has no variance. */
  readonly values: Float64Array;
  /** Whether all sums were made in float64; else those over blocks of samples were made in float32. */
  readonly precise: boolean;
}

export const SIMILARITY_MEASURES = [
  'CKA_LINEAR',
  'CKA_DEBIASED',
  'CKA_RBF',
  'CCA',
  'SVCCA',
  'PWCCA',
  'PROCRUSTES',
  'RSA',
  'MUTUAL_KNN',
  'SOFT_MATCHING',
  'LEAST_SQUARES',
  'ASSIGNMENT_MEAN',
  'GREEDY_MEAN',
] as const;
export type SimilarityMeasure = (typeof SIMILARITY_MEASURES)[number];

/** How alike two layers are as wholes. */
export interface LayerSimilarity {
  /** NaN where it is refused. */
  readonly value: number;
  /** Why there is no value, and the way out; null where there is one. */
  readonly refusal: string | null;
  /** Samples that were looked at: all, or fewer where the work grows with their square. */
  readonly samples: number;
  /** Dimensions of each side that took part: units that vary, or the directions that were kept. */
  readonly leftDimensions: number;
  readonly rightDimensions: number;
  /** Whether all sums were made in float64. */
  readonly precise: boolean;
}

/** A similarity when the right side's stimuli change places, or its units are rotated, or stimuli are drawn anew. */
export interface SimilarityDraws {
  /** One value a repeat; NaN where a repeat gave none. */
  readonly values: Float64Array;
}

/** A similarity when groups of stimuli are drawn anew. */
export interface SimilarityBootstrap extends SimilarityDraws {
  /** Groups of stimuli that were drawn. */
  readonly groups: number;
}

/** What is left between two layers after more and more is allowed: see `OnlyRotation`. NaN where it is refused. */
export interface Alignment extends Omit<LayerSimilarity, 'value'> {
  readonly assignment: number;
  readonly orthogonal: number;
  readonly linear: number;
  readonly linearBack: number;
}

/** How well the right's units are predicted from few of the left's: see `lassoPath`. */
export interface Prediction {
  readonly samples: number;
  /** Null where it is refused. */
  readonly path: LassoPath | null;
  /** Why there is none, and the way out; null where there is one. */
  readonly refusal: string | null;
}

/** A prediction's means over the targets when these are made unrelated. Arrays of two dimensions are repeats x penalties. */
export interface PredictionDraws {
  /** Those of the prediction. */
  readonly penalties: Float64Array;
  /** 0..1/2, lower = better predicted. */
  readonly loss: Float64Array;
  /** Predictors whose weight is not 0. */
  readonly contributing: Float64Array;
  /** Loss without a penalty, one entry a repeat. */
  readonly leastSquaresLoss: Float64Array;
  /** Solutions that were given up before their gap was small enough, of all repeats. */
  readonly unconverged: number;
}

/** The units of two layers side by side, and how they merge into one tree. */
export interface Clustering {
  /** Null where it is refused. Without the correlations, which are kept elsewhere. */
  readonly units: Omit<JoinedUnits, 'correlation'> | null;
  readonly dendrogram: Dendrogram | null;
  /** Why there is none, and the way out; null where there is one. */
  readonly refusal: string | null;
}

/** The units of one layer, as they are found in other networks: see `universality`. */
export interface LayerUniversality {
  readonly units: number;
  /** One of `UNIT_CONDITIONS`' indices per unit. */
  readonly conditions: Uint8Array;
  /** In the order of the question. One in which nothing varies has no number for any unit. */
  readonly networks: readonly SeenNetwork[];
}

/** Where the units of one layer come to that follow the matchings from network to network and home again. */
export interface Cycles {
  readonly units: number;
  /** One of `UNIT_CONDITIONS`' indices per unit of the first network: those that vary set out. */
  readonly conditions: Uint8Array;
  readonly rules: { readonly [Rule in MatchRule]: Walks };
}

/** The same walks when the units of every network but the first are mixed. */
export interface CyclesBaseline {
  readonly repeats: number;
  /** Share of the live units that return in each repeat. */
  readonly shares: { readonly [Rule in MatchRule]: Float64Array };
}

/** The units of two layers side by side, and the lowest eigenvectors of the graph of their similarities. */
export interface Spectrum {
  /** Null where it is refused. Without the correlations, which are kept elsewhere. */
  readonly units: Omit<JoinedUnits, 'correlation'> | null;
  readonly embedding: SpectralEmbedding | null;
  /** Why there is none, and the way out; null where there is one. */
  readonly refusal: string | null;
}

/** One unit predicted from few of the units of a layer, with their weights. */
export interface UnitPrediction {
  /** A path with one target. Null where it is refused. */
  readonly path: LassoPath | null;
  readonly contributors: Contributors | null;
  /** Why there is none, and the way out; null where there is one. */
  readonly refusal: string | null;
}

/** Says that all parts of something are there: see `togetherOf`. */
export interface Together {
  readonly parts: number;
}
