import type { Backend } from '../backends/backend.js';
import type { CrossMoments, Recording } from '../derivations/values.js';
import type { Multiply } from '../linearAlgebra/products.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { correlationFromComoments } from '../measures/correlation.js';
import { debiasedCka } from '../measures/debiasedCka.js';
import { type MomentMeasure, similarityOfMoments } from '../measures/momentMeasures.js';
import { secondMomentsOf } from '../measures/secondMoments.js';
import { softMatchingSteps } from '../measures/softMatching.js';
import { isPrecise } from '../statistics/comoments.js';
import { sampleNorms } from '../statistics/sampleNorms.js';
import type { Store } from '../storage/store.js';
import { partnerSamples, partnersOf } from './rearrangements.js';
import { shuffledComoments } from './shuffledComoments.js';

/** The measures whose draws follow from co-moments of shuffled stimuli: one pass serves all of them. */
export type ShuffledMeasure = MomentMeasure | 'CKA_DEBIASED' | 'SOFT_MATCHING';

/** A side of a pair: its recording, and its units' co-moments with each other. */
export interface MomentSide {
  readonly recording: Recording;
  readonly within: CrossMoments;
}

/**
 * Similarities of whole layers when the right side's stimuli change places, as in `permutationBaseline`: nothing within a side
 * changes, so that each repeat needs its co-moments across, and algebra.
 * @returns one value a repeat, for each measure
 */
export async function permutedMoments<Measure extends ShuffledMeasure>(
  measures: readonly Measure[],
  left: MomentSide,
  right: MomentSide,
  { repeats, seed }: { readonly repeats: number; readonly seed: number },
  { store, backend, multiply }: { readonly store: Store; readonly backend: Backend; readonly multiply: Multiply },
  report: (fraction: number) => Promise<void>,
): Promise<ReadonlyMap<Measure, Float64Array>> {
  const [x, y] = [left.recording, right.recording];
  const draws = new Map(measures.map((measure) => [measure, new Float64Array(repeats)]));
  const norms = measures.some((measure) => measure === 'CKA_DEBIASED')
    ? ([await sampleNorms(x, store, () => report(0)), await sampleNorms(y, store, () => report(0))] as const)
    : undefined;
  await shuffledComoments(
    x,
    y,
    {
      repeats,
      seed,
      precise: isPrecise(x, y),
      async take(comoments, repeat, rearrangements) {
        // As in the moments themselves: a unit without variance has none with others.
        const across = comoments.map((value, index) =>
          x.conditions[Math.floor(index / y.units)] === 0 && y.conditions[index % y.units] === 0 ? value : 0,
        );
        const moments = secondMomentsOf(x.samples, left.within.values, across, right.within.values);
        for (const [measure, values] of draws) {
          if (measure === 'SOFT_MATCHING') {
            const correlations = correlationFromComoments(comoments, x.moments, y.moments);
            values[repeat] = (await restingBetween(softMatchingSteps(correlations, x.units, y.units))).score;
          } else if (measure === 'CKA_DEBIASED') {
            if (norms === undefined) throw new Error('Debiased CKA needs the samples measured.');
            const partners = partnerSamples(partnersOf(rearrangements, repeat), y.positions);
            const moved = Float64Array.from(partners, (sample) => norms[1][sample] as number);
            values[repeat] = debiasedCka(moments, norms[0], moved);
          } else {
            values[repeat] = (await similarityOfMoments(measure as MomentMeasure, moments, multiply)).value;
          }
          // Gives way to messages between eigenproblems.
          await report(0);
        }
      },
    },
    { store, backend },
    report,
  );
  return draws;
}
