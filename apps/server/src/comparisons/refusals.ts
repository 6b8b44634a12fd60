import { FEWEST_GROUPS, NO_ROTATED_INFORMATION, type SimilarityMeasure } from '@unitgraph/analysis';
import type { Context } from '../context.js';
import type { Measure } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';
import { isLarge, noDraws } from './largePairs.js';
import type { BaselineChoice, LayerPair } from './layerPair.js';

/** Why units matched under a measure have no such baseline; null where they have one. */
export function refusalOfBaseline(
  context: Context,
  pair: LayerPair,
  measure: Measure,
  { kind }: BaselineChoice,
): Unavailable | null {
  if (measure === 'MUTUAL_INFORMATION' && kind === 'ROTATION') return new Unavailable(NO_ROTATED_INFORMATION);
  return refusalOfDraws(context, pair);
}

/** Why nothing of a pair is drawn again and again; null where it may be. */
export function refusalOfDraws(context: Context, pair: LayerPair): Unavailable | null {
  return isLarge(context, pair) ? new Unavailable(noDraws(context, pair)) : null;
}

/** Why a similarity has no rotation baseline. */
export function withoutRotation(measure: SimilarityMeasure): Unavailable {
  const side = measure === 'PWCCA' ? "the right side's units" : "a side's units";
  return new Unavailable(
    `${measure} is the same under every rotation of ${side}: there is nothing to compare with. Ask for its PERMUTATION baseline.`,
  );
}

/** Why nothing of this pair can be drawn anew; null where it can. */
export function refusalOfInterval({ probeSet: { count } }: LayerPair): Unavailable | null {
  if (count >= FEWEST_GROUPS) return null;
  return new Unavailable(
    `${count} stimuli say nothing of how a score varies over stimuli. Record at least ${FEWEST_GROUPS}.`,
  );
}

export const NO_INFORMATION_INTERVAL =
  'MUTUAL_INFORMATION has no interval: it does not follow from sums over groups of stimuli, and its bias grows where samples are ' +
  'drawn twice. Ask for that of the matching by PEARSON or SPEARMAN.';

/** Why a similarity that compares samples with samples has no interval. */
export function withoutInterval(measure: SimilarityMeasure): Unavailable {
  const why =
    measure === 'CKA_DEBIASED'
      ? 'a stimulus that is drawn twice meets itself, which is what the debiasing leaves out. Ask for that of CKA_LINEAR.'
      : 'it compares samples with samples, and a stimulus that is drawn twice would be its own nearest neighbour. Ask for that of CKA_LINEAR, PROCRUSTES or another measure of units.';
  return new Unavailable(`${measure} has no interval: ${why}`);
}
