import { type Derivation, derivation, type Parameter } from './derivation.js';
import type { Alignment, CrossMoments, LayerSimilarity, Recording, SimilarityMeasure } from './values.js';
import { correlationOf, matchingsOf, pairSize, pairTitle } from './wanted.js';

/** Co-moments of every unit of one recording with every unit of the other. */
export function momentsBetween(left: Derivation<Recording>, right: Derivation<Recording>): Derivation<CrossMoments> {
  return derivation({
    kind: 'secondMoments',
    version: 2,
    title: pairTitle('Multiply', left, right),
    parameters: { left, right },
    size: pairSize(left, right),
  });
}

/** All second moments of two recordings. A type, since interfaces do not pass for parameters. */
export type MomentInputs = {
  readonly left: Derivation<CrossMoments>;
  readonly across: Derivation<CrossMoments>;
  readonly right: Derivation<CrossMoments>;
  /** Whether `across` is right x left: it is the same one whichever side is asked from. */
  readonly turned: boolean;
};

export function momentInputs(left: Derivation<Recording>, right: Derivation<Recording>): MomentInputs {
  const turned = left.key > right.key;
  return {
    left: momentsBetween(left, left),
    across: turned ? momentsBetween(right, left) : momentsBetween(left, right),
    right: momentsBetween(right, right),
    turned,
  };
}

/** How alike two layers are as wholes, under a measure. */
export function similarityBetween(
  measure: SimilarityMeasure,
  left: Derivation<Recording>,
  right: Derivation<Recording>,
): Derivation<LayerSimilarity> {
  return derivation({
    kind: 'similarity',
    version: 1,
    title: `${pairTitle('Compare', left, right)} by ${measure.replaceAll('_', ' ')}`,
    parameters: { measure, ...inputsUnder(measure, left, right) },
    size: pairSize(left, right),
  });
}

function inputsUnder(
  measure: SimilarityMeasure,
  left: Derivation<Recording>,
  right: Derivation<Recording>,
): { readonly [name: string]: Parameter } {
  switch (measure) {
    case 'CKA_RBF':
    case 'RSA':
    case 'MUTUAL_KNN':
      return { recordings: [left, right] };
    case 'CKA_DEBIASED':
      return { recordings: [left, right], moments: momentInputs(left, right) };
    case 'SOFT_MATCHING':
      return { correlation: correlationOf(left, right) };
    case 'ASSIGNMENT_MEAN':
    case 'GREEDY_MEAN':
      return { correlation: correlationOf(left, right), matchings: matchingsOf(left, right) };
    default:
      return { moments: momentInputs(left, right) };
  }
}

/** Whether two layers differ only by the order of their units, or by a rotation, or by a linear map. */
export function alignmentBetween(left: Derivation<Recording>, right: Derivation<Recording>): Derivation<Alignment> {
  return derivation({
    kind: 'alignment',
    version: 1,
    title: pairTitle('Align', left, right),
    parameters: { moments: momentInputs(left, right) },
    size: pairSize(left, right),
  });
}
