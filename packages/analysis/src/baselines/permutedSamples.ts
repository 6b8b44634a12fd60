import type { Backend } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import { restingBetween } from '../linearAlgebra/steps.js';
import { SAMPLE_COMPARISONS, type SampleMeasure } from '../measures/sampleMeasures.js';
import { chosenSamples, sampleRows } from '../statistics/sampleRows.js';
import type { Store } from '../storage/store.js';
import { drawRearrangements, partnerSamples, partnersOf, rearrangementsOf } from './rearrangements.js';

/** How a permutation baseline of a measure that compares samples gets its draws. */
export type SamplePermutation = 'MOVED' | 'ANEW';

/**
 * Whether the samples compared go over into each other when stimuli change places: all of them do, and so do some of them
 * when each is a stimulus. Some positions of each stimulus do not: others take their places, and are prepared anew.
 */
export function samplePermutationOf(
  measure: SampleMeasure,
  samples: number,
  stimuli: number,
  limit = SAMPLE_COMPARISONS[measure].limit,
): SamplePermutation {
  return samples <= limit || samples === stimuli ? 'MOVED' : 'ANEW';
}

/**
 * What a measure that compares samples gives when the right side's stimuli change places, as in `permutationBaseline`: the
 * same rearrangements, positions staying with their stimulus. The right side's kernel, dissimilarities or neighbours are
 * prepared once, and only their rows and columns change places, wherever the samples compared are the same ones again.
 * @param limit for tests
 * @returns one value a repeat
 */
export async function permutedSamples(
  measure: SampleMeasure,
  left: Recording,
  right: Recording,
  { repeats, seed }: { readonly repeats: number; readonly seed: number },
  { store, backend }: { readonly store: Store; readonly backend: Backend },
  report: (fraction: number) => Promise<void>,
  limit = SAMPLE_COMPARISONS[measure].limit,
): Promise<Float64Array> {
  const { prepare, moved, compare } = SAMPLE_COMPARISONS[measure];
  const chosen = chosenSamples(left.samples, limit);
  const prepared = async (
    recording: Recording,
    side: 'left' | 'right',
    samples: Int32Array,
    done: (fraction: number) => Promise<void>,
  ) => {
    const rows = await sampleRows(recording, samples, store, (fraction) => done(0.3 * fraction));
    return prepare(rows, side, backend, (fraction) => done(0.3 + 0.7 * fraction));
  };
  const values = new Float64Array(repeats);
  if (samplePermutationOf(measure, left.samples, left.stimuli, limit) === 'MOVED') {
    const x = await prepared(left, 'left', chosen, (fraction) => report(0.25 * fraction));
    const y = await prepared(right, 'right', chosen, (fraction) => report(0.25 + 0.25 * fraction));
    const all = chosen.length === left.samples;
    // Of some stimuli alone, those change places among themselves.
    const drawn = all
      ? drawRearrangements(left, right, repeats, seed)
      : rearrangementsOf(chosen.length, chosen.length, repeats, seed);
    for (let repeat = 0; repeat < repeats; repeat++) {
      const partners = partnersOf(drawn, repeat);
      const others = await restingBetween(moved(y, all ? partnerSamples(partners, right.positions) : partners));
      values[repeat] = await restingBetween(compare(x, others));
      await report(0.5 + (0.5 * (repeat + 1)) / repeats);
    }
    return values;
  }
  const x = await prepared(left, 'left', chosen, (fraction) => report(fraction / (repeats + 1)));
  const drawn = drawRearrangements(left, right, repeats, seed);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const partners = partnerSamples(partnersOf(drawn, repeat), right.positions);
    const others = chosen.map((sample) => partners[sample] as number);
    const y = await prepared(right, 'right', others, (fraction) => report((repeat + 1 + fraction) / (repeats + 1)));
    values[repeat] = await restingBetween(compare(x, y));
  }
  return values;
}
