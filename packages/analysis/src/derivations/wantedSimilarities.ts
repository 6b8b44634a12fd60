import { type Derivation, derivation, type Parameter } from './derivation.js';
import type {
  Alignment,
  CrossMoments,
  LayerSimilarity,
  Recording,
  SimilarityDraws,
  SimilarityMeasure,
} from './values.js';
import { correlationOf, matchingsOf, pairSize, pairTitle } from './wanted.js';

/** Co-moments of every unit of one recording with every unit of the other. */
export function momentsBetween(left: Derivation<Recording>, right: Derivation<Recording>): Derivation<CrossMoments> {
  return derivation({
    kind: 'secondMoments',
    version: 1,
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

function momentInputs(left: Derivation<Recording>, right: Derivation<Recording>): MomentInputs {
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

/** The measures that follow from second moments alone, so that shuffling stimuli costs little. */
export const MOMENT_MEASURES = ['CKA_LINEAR', 'CCA', 'SVCCA', 'PWCCA', 'PROCRUSTES', 'LEAST_SQUARES'] as const;
export type MomentMeasure = (typeof MOMENT_MEASURES)[number];

/** What a similarity is by chance: the right side's stimuli change places, as in the permutation baseline of matchings. */
export function similarityBaselineOf(
  measure: MomentMeasure,
  left: Derivation<Recording>,
  right: Derivation<Recording>,
  { repeats, seed }: { readonly repeats: number; readonly seed: number },
): Derivation<SimilarityDraws> {
  return derivation({
    kind: 'similarityBaseline',
    version: 1,
    title: `${pairTitle('Compare', left, right)} by ${measure.replaceAll('_', ' ')}, permutation baseline`,
    parameters: {
      measure,
      left,
      right,
      within: [momentsBetween(left, left), momentsBetween(right, right)],
      repeats,
      seed,
    },
    size: { ...pairSize(left, right), repeats },
  });
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
