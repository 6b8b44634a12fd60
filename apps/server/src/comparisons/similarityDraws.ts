import {
  type Baseline,
  type Bootstrap,
  type BootstrapDrawing,
  type Derivation,
  DRAWN_MEASURES,
  type MatchingMean,
  type MatchRule,
  permutedSimilarityOf,
  ROTATED_MEASURES,
  rotatedSimilarityOf,
  type SimilarityBootstrap,
  type SimilarityDraws,
  similarityBootstrapOf,
} from '@unitgraph/analysis';
import type { SimilarityMeasure } from '../enums.js';
import type { Unavailable } from '../relay/unavailable.js';
import type { DrawnAnew } from './interval.js';
import type { BaselineChoice, LayerPair } from './layerPair.js';
import { refusalOfInterval, withoutInterval, withoutRotation } from './refusals.js';

/** Where the draws of a similarity are kept, and how they lie in the value. */
export interface DrawsSource<Value, Draws> {
  readonly wanted: Derivation<Value>;
  of(value: Value): Draws;
}

const RULES: { readonly [Each in MatchingMean]: MatchRule } = { ASSIGNMENT_MEAN: 'ASSIGNMENT', GREEDY_MEAN: 'GREEDY' };

function isMatchingMean(measure: SimilarityMeasure): measure is MatchingMean {
  return measure in RULES;
}

/** The draws of a baseline, or why the measure has none. */
export function baselineDraws(
  pair: LayerPair,
  measure: SimilarityMeasure,
  choice: BaselineChoice,
): DrawsSource<Baseline | SimilarityDraws, Float64Array> | Unavailable {
  if (isMatchingMean(measure)) {
    return {
      wanted: pair.baseline('PEARSON', choice),
      of: (value) => (value as Baseline).rules[RULES[measure]].means,
    };
  }
  const of = (value: Baseline | SimilarityDraws) => (value as SimilarityDraws).values;
  if (choice.kind === 'PERMUTATION') return { wanted: permutedSimilarityOf(measure, pair.recordings, choice), of };
  const rotated = ROTATED_MEASURES.find((each) => each === measure);
  if (rotated === undefined) return withoutRotation(measure);
  return { wanted: rotatedSimilarityOf(rotated, pair.recordings, choice), of };
}

/** The draws of an interval, or why the measure has none. */
export function intervalDraws(
  pair: LayerPair,
  measure: SimilarityMeasure,
  drawing: BootstrapDrawing,
): DrawsSource<Bootstrap | SimilarityBootstrap, DrawnAnew> | Unavailable {
  const refusal = refusalOfInterval(pair);
  if (refusal !== null) return refusal;
  if (isMatchingMean(measure)) {
    return {
      wanted: pair.bootstrap('PEARSON', drawing),
      of: (value) => ({ draws: (value as Bootstrap).means[RULES[measure]], groups: value.groups }),
    };
  }
  const drawn = DRAWN_MEASURES.find((each) => each === measure);
  if (drawn === undefined) return withoutInterval(measure);
  return {
    wanted: similarityBootstrapOf(drawn, pair.recordings, drawing),
    of: (value) => ({ draws: (value as SimilarityBootstrap).values, groups: value.groups }),
  };
}
