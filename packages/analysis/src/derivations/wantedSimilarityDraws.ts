import type { DrawnMeasure } from '../baselines/bootstrapSimilarities.js';
import type { ShuffledMeasure } from '../baselines/permutedMoments.js';
import { samplePermutationOf } from '../baselines/permutedSamples.js';
import { MOMENT_MEASURES } from '../measures/momentMeasures.js';
import { SAMPLE_COMPARISONS, SAMPLE_MEASURES, type SampleMeasure } from '../measures/sampleMeasures.js';
import { type Derivation, derivation, type Parameter } from './derivation.js';
import type { Recording, SimilarityBootstrap, SimilarityDraws, SimilarityMeasure } from './values.js';
import { type BootstrapDrawing, correlationOf, pairSize, pairTitle } from './wanted.js';
import { momentInputs, momentsBetween } from './wantedSimilarities.js';

/** The measures whose baselines are those of a matching's mean: see `baselineOf` and `bootstrapOf`. */
export type MatchingMean = 'ASSIGNMENT_MEAN' | 'GREEDY_MEAN';
export type PermutedMeasure = Exclude<SimilarityMeasure, MatchingMean>;

/** The other measures that a rotation of the right's units changes. */
export const ROTATED_MEASURES = ['RSA', 'SOFT_MATCHING', 'LEAST_SQUARES'] as const;
export type RotatedMeasure = (typeof ROTATED_MEASURES)[number];

/** The measures that can be drawn anew from sums over groups of stimuli. */
export const DRAWN_MEASURES: readonly DrawnMeasure[] = [...MOMENT_MEASURES, 'SOFT_MATCHING'];

type Pair = readonly [left: Derivation<Recording>, right: Derivation<Recording>];

/** What a similarity is by chance: the right side's stimuli change places, as in the permutation baseline of matchings. */
export function permutedSimilarityOf(
  measure: PermutedMeasure,
  [left, right]: Pair,
  { repeats, seed }: BootstrapDrawing,
): Derivation<SimilarityDraws> {
  const title = titleOf(measure, [left, right], 'permutation baseline');
  const size = { ...pairSize(left, right), repeats };
  if (isSampleMeasure(measure)) {
    const { samples = 0, stimuli = 0 } = left.size;
    return derivation({
      kind: 'sampleBaseline',
      version: 1,
      title,
      parameters: { measure, left, right, repeats, seed },
      size: {
        ...size,
        compared: Math.min(samples, SAMPLE_COMPARISONS[measure].limit),
        // Sides that are prepared.
        prepared: samplePermutationOf(measure, samples, stimuli) === 'MOVED' ? 2 : 1 + repeats,
      },
    });
  }
  const within = [momentsBetween(left, left), momentsBetween(right, right)];
  return derivation({
    kind: 'similarityBaseline',
    version: 2,
    title,
    parameters: { measure: measure satisfies ShuffledMeasure, left, right, within, repeats, seed },
    size,
  });
}

/** What is left of a similarity when the right side's units are rotated at random. */
export function rotatedSimilarityOf(
  measure: RotatedMeasure,
  [left, right]: Pair,
  { repeats, seed }: BootstrapDrawing,
): Derivation<SimilarityDraws> {
  const inputs: { readonly [Each in RotatedMeasure]: () => { readonly [name: string]: Parameter } } = {
    RSA: () => ({ recordings: [left, right] }),
    SOFT_MATCHING: () => ({ cross: correlationOf(left, right), within: correlationOf(right, right) }),
    LEAST_SQUARES: () => ({ moments: momentInputs(left, right) }),
  };
  return derivation({
    kind: 'rotatedSimilarity',
    version: 1,
    title: titleOf(measure, [left, right], 'rotation baseline'),
    parameters: { measure, ...inputs[measure](), repeats, seed },
    size: { ...pairSize(left, right), repeats },
  });
}

/** What a similarity is when stimuli are drawn anew. */
export function similarityBootstrapOf(
  measure: DrawnMeasure,
  [left, right]: Pair,
  { repeats, seed }: BootstrapDrawing,
): Derivation<SimilarityBootstrap> {
  return derivation({
    kind: 'similarityBootstrap',
    version: 1,
    title: titleOf(measure, [left, right], 'with stimuli drawn anew'),
    parameters: { measure, left, right, repeats, seed },
    size: { ...pairSize(left, right), repeats },
  });
}

function titleOf(measure: SimilarityMeasure, [left, right]: Pair, what: string): string {
  return `${pairTitle('Compare', left, right)} by ${measure.replaceAll('_', ' ')}, ${what}`;
}

function isSampleMeasure(measure: SimilarityMeasure): measure is SampleMeasure {
  return SAMPLE_MEASURES.some((each) => each === measure);
}
