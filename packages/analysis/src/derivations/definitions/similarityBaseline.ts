import { shuffledComoments } from '../../baselines/permutation.js';
import { secondMomentsOf } from '../../measures/secondMoments.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import type { CrossMoments, Recording, SimilarityDraws } from '../values.js';
import type { MomentMeasure } from '../wantedSimilarities.js';
import { fromMoments } from './similarity.js';

export const similarityBaselineDefinition: Definition<SimilarityDraws> = {
  kind: 'similarityBaseline',
  cost({ size: { left = 0, right = 0, samples = 0, repeats = 0 } }) {
    const each = 2 * left * right * samples + 30 * (left ** 3 + right ** 3);
    return { flops: each * repeats, bytes: 4 * (left + right * repeats) * samples };
  },
  async compute(wanted, context) {
    const { measure, left, right, within, repeats, seed } = wanted.parameters as unknown as {
      measure: MomentMeasure;
      left: Derivation<Recording>;
      right: Derivation<Recording>;
      within: readonly [Derivation<CrossMoments>, Derivation<CrossMoments>];
      repeats: number;
      seed: number;
    };
    const [x, y] = [context.input(left), context.input(right)];
    const [ofLeft, ofRight] = [context.input(within[0]), context.input(within[1])];
    const stage = `comparing ${repeats} times with shuffled stimuli`;
    const draws = await shuffledComoments(x, y, repeats, seed, context.store, await context.backend(), (fraction) =>
      context.report(0.5 * fraction, stage),
    );
    const values = new Float64Array(repeats);
    for (const [repeat, comoments] of draws.entries()) {
      // As in the moments themselves: a unit without variance has none with others.
      const across = comoments.map((value, index) =>
        x.conditions[Math.floor(index / y.units)] === 0 && y.conditions[index % y.units] === 0 ? value : 0,
      );
      const moments = secondMomentsOf(x.samples, ofLeft.values, across, ofRight.values);
      values[repeat] = (await fromMoments(measure, moments)).value;
      await context.report(0.5 + (0.5 * (repeat + 1)) / repeats, stage);
    }
    return { values };
  },
};
