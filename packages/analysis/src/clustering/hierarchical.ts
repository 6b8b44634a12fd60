import { Refusal } from '../errors.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import { agglomerateRows, type Dendrogram, type Linkage } from './agglomerate.js';
import type { JoinedUnits } from './joinUnits.js';
import { type SimilarityChoices, writeDistances } from './similarity.js';

export interface HierarchicalChoices extends SimilarityChoices {
  /** AVERAGE unless said otherwise. */
  readonly linkage?: Linkage;
}

/**
 * Hierarchical clustering of units by their correlations: average linkage on 1 - |r| unless chosen otherwise. Heights are in
 * that distance. WARD clusters the standardised activations themselves, whose distance is sqrt(2(1 - r)) in units of their
 * norm: it exists for the sign rule SIGNED without threshold alone.
 * @throws Refusal for WARD with other choices
 */
export function hierarchicalClustering(
  { correlation, count }: Pick<JoinedUnits, 'correlation' | 'count'>,
  choices: HierarchicalChoices = {},
): Dendrogram {
  return atOnce(hierarchicalSteps({ correlation, count }, choices));
}

/** The same in steps. */
export function hierarchicalSteps(
  { correlation, count }: Pick<JoinedUnits, 'correlation' | 'count'>,
  { linkage = 'AVERAGE', sign = 'ABSOLUTE', threshold = 0 }: HierarchicalChoices = {},
): Steps<Dendrogram> {
  if (linkage !== 'WARD') {
    return agglomerateRows(count, linkage, (row, into, at) => {
      writeDistances(correlation, row * count, count, { sign, threshold }, into, at);
    });
  }
  if (sign !== 'SIGNED' || threshold !== 0) {
    throw new Refusal(
      `Ward's linkage needs Euclidean distances, which correlations give for the sign rule SIGNED without threshold alone, not for ${sign} with threshold ${threshold}.`,
      'Choose SIGNED and threshold 0, or another linkage.',
    );
  }
  return agglomerateRows(count, linkage, (row, into, at) => {
    writeDistances(correlation, row * count, count, { sign }, into, at);
    for (let index = at; index < at + count; index++) into[index] = Math.sqrt(2 * Math.max(0, into[index] as number));
  });
}
