import type { Linkage } from '../clustering/agglomerate.js';
import type { SignRule } from '../clustering/similarity.js';
import { type Derivation, derivation } from './derivation.js';
import type { Clustering, Prediction, Recording } from './values.js';
import { correlationOf, pairSize, pairTitle } from './wanted.js';

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
