import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Estimate } from '../computations/estimate.js';
import type { Context } from '../context.js';
import { Unavailable } from '../relay/unavailable.js';
import { BaselineArguments, baselineChoice } from './baselineArguments.js';
import { caveatsOfInterval } from './caveats.js';
import { Interval, IntervalResult } from './interval.js';
import { IntervalArguments, intervalChoice } from './intervalArguments.js';
import { Similarity } from './similarity.js';
import { SimilarityBaseline, SimilarityBaselineResult } from './similarityBaseline.js';
import { baselineDraws, intervalDraws } from './similarityDraws.js';
import { SIMILARITY_FACTS } from './similarityFacts.js';

@Resolver(() => Similarity)
export class SimilarityDrawsResolver {
  @FieldResolver(() => SimilarityBaselineResult, {
    description:
      'What the same measure gives when one side is made unrelated. Measures that no rotation changes have no ROTATION baseline, and say so. Baselines of several measures that are asked for together share a pass over the samples.',
  })
  async baseline(
    @Root() similarity: Similarity,
    @Args() asked: BaselineArguments,
    @Ctx() context: Context,
  ): Promise<typeof SimilarityBaselineResult> {
    const choice = baselineChoice(asked);
    const source = baselineDraws(similarity.pair, similarity.measure, choice);
    if (source instanceof Unavailable) return source;
    return context.answer(source.wanted, (value) => {
      const draws = source.of(value);
      if (draws.every(Number.isNaN)) return new Unavailable('No repeat gave a value. Record more stimuli.');
      return new SimilarityBaseline(similarity, choice, draws);
    });
  }

  @FieldResolver(() => Estimate, {
    nullable: true,
    description: 'What the baseline costs; all zero when it is there, null where there is none.',
  })
  async baselineEstimate(
    @Root() { pair, measure }: Similarity,
    @Args() asked: BaselineArguments,
    @Ctx() { services }: Context,
  ): Promise<Estimate | null> {
    const source = baselineDraws(pair, measure, baselineChoice(asked));
    return source instanceof Unavailable ? null : new Estimate(await services.compute.estimate(source.wanted));
  }

  @FieldResolver(() => IntervalResult, {
    description:
      'Where the value would lie for other stimuli of the same kind. For measures that follow from sums over groups of stimuli; the others say why not.',
  })
  async interval(
    @Root() { pair, measure, value, caveats }: Similarity,
    @Args() asked: IntervalArguments,
    @Ctx() context: Context,
  ): Promise<typeof IntervalResult> {
    const choice = intervalChoice(asked);
    const source = intervalDraws(pair, measure, choice);
    if (source instanceof Unavailable) return source;
    return context.answer(source.wanted, (found) => {
      const drawn = source.of(found);
      if (drawn.draws.every(Number.isNaN)) return new Unavailable('No repeat gave a value. Record more stimuli.');
      const { range } = SIMILARITY_FACTS[measure];
      return new Interval(choice, value, range, drawn, [...caveatsOfInterval(pair, drawn.groups), ...caveats]);
    });
  }
}
