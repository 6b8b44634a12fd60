import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Estimate } from '../computations/estimate.js';
import type { Context } from '../context.js';
import { MatchRule, MatrixOrder, Measure } from '../enums.js';
import { badInput } from '../errors.js';
import { Layer } from '../layers/layer.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';
import { boundedFirst } from '../relay/page.js';
import { BestMatches, BestMatchesResult } from './bestMatches.js';
import { isLarge, isSearchable, keptFor, MOST_KEPT, tooLarge } from './largePairs.js';
import { Comparison, comparisonOf, LayerComparison } from './layerComparison.js';
import { Matching, MatchingResult } from './matching.js';
import { matchUnits } from './matchUnits.js';
import { Matrix, MatrixResult } from './matrix.js';
import { orderingOf } from './matrixOrdering.js';
import { pairLayers } from './pairLayers.js';

const BY = 'What makes two units alike.';

@Resolver(() => LayerComparison)
export class ComparisonResolver {
  @Query(() => Comparison, {
    description: 'Two layers, unit by unit. Nothing is computed before a field of the answer needs it.',
  })
  async compare(
    @Arg('left', () => ID, { description: 'The layer whose units look for partners.' }) left: string,
    @Arg('right', () => ID, { description: 'The layer in which they look.' }) right: string,
    @Args() on: RecordingArguments,
    @Ctx() context: Context,
  ): Promise<typeof Comparison> {
    const { loaders } = context;
    return comparisonOf(await pairLayers(context, await loaders.layerOfId(left), await loaders.layerOfId(right), on));
  }

  @FieldResolver(() => MatchingResult, { description: 'Partners of the left units in the right layer.' })
  async matching(
    @Root() { pair }: LayerComparison,
    @Arg('rule', () => MatchRule, { defaultValue: MatchRule.ASSIGNMENT, description: 'How partners are chosen.' })
    rule: MatchRule,
    @Arg('by', () => Measure, { defaultValue: Measure.PEARSON, description: BY }) by: Measure,
    @Ctx() context: Context,
  ): Promise<typeof MatchingResult> {
    return matchUnits(context, pair, { rule, by }, (matched) => new Matching(pair, rule, by, matched));
  }

  @FieldResolver(() => MatrixResult, { description: 'All values between the two layers, as a file.' })
  async matrix(
    @Root() { pair }: LayerComparison,
    @Arg('by', () => Measure, { defaultValue: Measure.PEARSON, description: BY }) by: Measure,
    @Arg('order', () => MatrixOrder, {
      defaultValue: MatrixOrder.ORIGINAL,
      description: 'In which order to draw rows and columns.',
    })
    order: MatrixOrder,
    @Ctx() context: Context,
  ): Promise<typeof MatrixResult> {
    if (isLarge(context, pair)) {
      const remedy = 'Ask `bestMatches` for the best partners of all units, which are found without it.';
      return tooLarge(context, pair, { what: `The matrix by ${by}`, wanted: pair.values(by), remedy });
    }
    const ordering = await orderingOf(context, pair, by, order);
    if (ordering instanceof Computation) return ordering;
    const wanted = pair.values(by);
    return context.answer(wanted, (values) => new Matrix(wanted.key, values, ordering, pair.left.id === pair.right.id));
  }

  @FieldResolver(() => BestMatchesResult, {
    description:
      'The best partners of all units of both layers, as files: found without the matrix, so that layers may have tens of thousands of units.',
  })
  async bestMatches(
    @Root() { pair }: LayerComparison,
    @Arg('first', () => Int, { defaultValue: 10, description: `Partners of each unit, 1 to ${MOST_KEPT}.` })
    first: number,
    @Arg('by', () => Measure, { defaultValue: Measure.PEARSON, description: `${BY} PEARSON or SPEARMAN.` }) by: Measure,
    @Ctx() context: Context,
  ): Promise<typeof BestMatchesResult> {
    boundedFirst(first, 'first', MOST_KEPT);
    if (!isSearchable(by)) throw badInput(`by: ${by} is not searched without the matrix. Name PEARSON or SPEARMAN.`);
    const wanted = pair.bestMatches(by, keptFor(first));
    return context.answer(wanted, (found) => new BestMatches(wanted.key, found, by, first));
  }

  @FieldResolver(() => Estimate, {
    description:
      'What the matchings cost; all zero when they are there. Of layers that are too large for a matrix, what GREEDY and MUTUAL cost.',
  })
  async estimate(
    @Root() { pair }: LayerComparison,
    @Arg('by', () => Measure, { defaultValue: Measure.PEARSON, description: BY }) by: Measure,
    @Ctx() context: Context,
  ): Promise<Estimate> {
    const searched = isLarge(context, pair) && isSearchable(by);
    const wanted = searched ? pair.bestMatches(by, keptFor(1)) : pair.matchings(by);
    return new Estimate(await context.services.compute.estimate(wanted));
  }
}

@Resolver(() => Layer)
export class LayerCompareResolver {
  @FieldResolver(() => Comparison, {
    description: 'This layer, unit by unit, against another one, which may be of the same network.',
  })
  async compare(
    @Root() layer: Layer,
    @Arg('with', () => ID, { description: 'The layer in which its units look for partners.' }) other: string,
    @Args() on: RecordingArguments,
    @Ctx() context: Context,
  ): Promise<typeof Comparison> {
    return comparisonOf(await pairLayers(context, layer, await context.loaders.layerOfId(other), on));
  }
}
