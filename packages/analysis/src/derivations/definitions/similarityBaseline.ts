import { permutedMoments, type ShuffledMeasure } from '../../baselines/permutedMoments.js';
import type { Definition, Pass } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { multiplier } from '../multiplier.js';
import type { CrossMoments, SimilarityDraws } from '../values.js';
import { type DrawnParameters, drawnOf, drawTogether, pairOf } from './drawnTogether.js';

interface BaselineParameters extends DrawnParameters<ShuffledMeasure> {
  readonly within: readonly [Derivation<CrossMoments>, Derivation<CrossMoments>];
}

/** Shuffling and multiplying is most of the work, and the same for every measure. */
const similarityBaselinePass: Pass = {
  name: 'similarity baselines',
  theme: (wanted) => pairOf(wanted as Derivation),
  async compute(members, context) {
    const wanted = members.map((member) => member.wanted) as Derivation<SimilarityDraws>[];
    const { left, right, within, repeats, seed } = drawnOf(wanted[0] as Derivation) as BaselineParameters;
    const backend = await context.backend();
    const multiply = await multiplier();
    const stage = `comparing ${repeats} times with shuffled stimuli`;
    return drawTogether<ShuffledMeasure, SimilarityDraws>(wanted, context, stage, async (measures, report) => {
      const drawn = await permutedMoments(
        measures,
        { recording: context.input(left), within: context.input(within[0]) },
        { recording: context.input(right), within: context.input(within[1]) },
        { repeats, seed },
        { store: context.store, backend, multiply },
        report,
      );
      return new Map([...drawn].map(([measure, values]) => [measure, { values }]));
    });
  },
};

export const similarityBaselineDefinition: Definition<SimilarityDraws> = {
  kind: 'similarityBaseline',
  cost({ size: { left = 0, right = 0, samples = 0, repeats = 0 } }) {
    const each = 2 * left * right * samples + 30 * (left ** 3 + right ** 3);
    return { flops: each * repeats, bytes: 4 * (left + right * repeats) * samples };
  },
  share: { pass: similarityBaselinePass, part: (wanted) => wanted },
};
