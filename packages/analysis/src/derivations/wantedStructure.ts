import type { Linkage } from '../clustering/agglomerate.js';
import type { SignRule } from '../clustering/similarity.js';
import { MOST_CLUSTERS, type SpectralCut, type SpectralLabels } from '../clustering/spectral.js';
import { type Derivation, derivation } from './derivation.js';
import type {
  BaselineKind,
  Clustering,
  Prediction,
  PredictionDraws,
  Recording,
  Spectrum,
  UnitPrediction,
} from './values.js';
import { type BaselineDrawing, correlationOf, pairSize, pairTitle } from './wanted.js';

/** How well every right unit is predicted from few of the left ones, over a path of penalties. */
export function predictionFrom(left: Derivation<Recording>, right: Derivation<Recording>): Derivation<Prediction> {
  return derivation({
    kind: 'prediction',
    version: 1,
    title: pairTitle('Predict', right, left),
    parameters: { within: correlationOf(left, left), between: correlationOf(left, right) },
    size: pairSize(left, right),
  });
}

/** What the prediction is, under the same penalties, when the right side is made unrelated. */
export function predictionBaselineOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  { kind, repeats, seed }: BaselineDrawing,
): Derivation<PredictionDraws> {
  const inputs: { readonly [Each in BaselineKind]: { readonly [name: string]: Derivation } } = {
    PERMUTATION: { left, right },
    ROTATION: { between: correlationOf(left, right), beside: correlationOf(right, right) },
  };
  return derivation({
    kind: 'predictionBaseline',
    version: 1,
    title: `${pairTitle('Predict', right, left)}, ${kind.toLowerCase()} baseline`,
    parameters: {
      drawn: kind,
      prediction: predictionFrom(left, right),
      within: correlationOf(left, left),
      ...inputs[kind],
      ...{ repeats, seed },
    },
    size: { ...pairSize(left, right), repeats },
  });
}

/** Which unit is predicted, and under which penalties. */
export interface UnitPredictionChoice {
  /** Index in the right layer. */
  readonly unit: number;
  /** Falling; null for the path that this unit by itself has, see `lassoPath`. */
  readonly penalties: readonly number[] | null;
  /** Where both layers are the same one: whether the unit predicts itself, as it does in the prediction of the whole layer. */
  readonly fromItself: boolean;
}

/** One right unit from few of the left ones, with their weights: what the prediction of the whole layer is too large to keep. */
export function unitPredictionFrom(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  { unit, penalties, fromItself }: UnitPredictionChoice,
): Derivation<UnitPrediction> {
  return derivation({
    kind: 'unitPrediction',
    version: 1,
    title: pairTitle(`Predict unit ${unit} of`, right, left),
    parameters: {
      within: correlationOf(left, left),
      between: correlationOf(left, right),
      ...{ unit, penalties },
      exceptItself: left.key === right.key && !fromItself,
    },
    size: pairSize(left, right),
  });
}

/** How units are clustered; all of it determines the tree. */
export interface ClusteringChoice {
  readonly linkage: Linkage;
  readonly sign: SignRule;
  /** Correlations nearer to 0 than this count as 0. */
  readonly threshold: number;
}

/** The units of both layers, clustered together by their correlations. */
export function clusteringOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  { linkage, sign, threshold }: ClusteringChoice,
): Derivation<Clustering> {
  return derivation({
    kind: 'clustering',
    version: 1,
    title: pairTitle('Cluster', left, right),
    parameters: {
      within: [correlationOf(left, left), correlationOf(right, right)],
      between: correlationOf(left, right),
      ...{ linkage, sign, threshold },
    },
    size: pairSize(left, right),
  });
}

/** Eigenvectors that are kept of a spectrum, and so the most clusters that can be made of it. */
export const MOST_SPECTRAL_CLUSTERS = 64;

/** The units of both layers as one graph of similarities, by its eigenvectors. */
export function spectrumOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  { sign, threshold }: Pick<ClusteringChoice, 'sign' | 'threshold'>,
): Derivation<Spectrum> {
  return derivation({
    kind: 'spectrum',
    version: 1,
    title: pairTitle('Take the spectrum of', left, right),
    parameters: {
      within: [correlationOf(left, left), correlationOf(right, right)],
      between: correlationOf(left, right),
      ...{ sign, threshold },
      kept: MOST_SPECTRAL_CLUSTERS,
    },
    size: pairSize(left, right),
  });
}

/** The units of both layers, clustered by the lowest eigenvectors of their graph. */
export function spectralClustersOf(
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  choice: Pick<ClusteringChoice, 'sign' | 'threshold'>,
  { clusters, mostClusters = MOST_CLUSTERS, seed = 0 }: SpectralCut,
): Derivation<SpectralLabels> {
  return derivation({
    kind: 'spectralClusters',
    version: 1,
    title: pairTitle('Cluster', left, right),
    parameters: {
      spectrum: spectrumOf(left, right, choice),
      // A number that was asked for leaves nothing to choose.
      ...(clusters === undefined ? { mostClusters } : { clusters }),
      seed,
    },
    size: pairSize(left, right),
  });
}
