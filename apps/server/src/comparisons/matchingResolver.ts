import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Estimate } from '../computations/estimate.js';
import type { Context } from '../context.js';
import { byArgument, byFirst } from '../limits/cost.js';
import type { Connection } from '../relay/connection.js';
import { boundedFirst, pageOf } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { BandPoint, Baseline, BaselineResult, sortedRepeats } from './baseline.js';
import { BaselineArguments, baselineChoice } from './baselineArguments.js';
import { caveatsOfInterval } from './caveats.js';
import { Interval, IntervalResult } from './interval.js';
import { IntervalArguments, intervalChoice } from './intervalArguments.js';
import { Match, MatchConnection } from './match.js';
import { CurvePoint, Matching } from './matching.js';
import { evenly } from './rankedMatches.js';
import { NO_INFORMATION_INTERVAL, refusalOfBaseline, refusalOfDraws, refusalOfInterval } from './refusals.js';

/** Most points of one curve. */
const MOST_POINTS = 2_000;
const POINTS = `Points at most, 1 to ${MOST_POINTS}.`;

@Resolver(() => Matching)
export class MatchingResolver {
  @FieldResolver(() => [CurvePoint], {
    complexity: byArgument('points'),
    description:
      'Matched values from highest to lowest; at most `points` of them, evenly spaced in rank, first and last included.',
  })
  curve(
    @Root() matching: Matching,
    @Arg('points', () => Int, { defaultValue: 512, description: POINTS }) points: number,
  ): CurvePoint[] {
    boundedFirst(points, 'points', MOST_POINTS);
    const { ranked, pair } = matching;
    return evenly(ranked.length, points).map((place) => new CurvePoint(pair, ranked[place] as (typeof ranked)[number]));
  }

  @FieldResolver(() => MatchConnection, { complexity: byFirst, description: 'The pairs, by falling value.' })
  matches(
    @Root() matching: Matching,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
    @Arg('worstFirst', () => Boolean, {
      defaultValue: false,
      description: 'By rising value instead; ranks stay the same.',
    })
    worstFirst: boolean,
  ): Connection<Match> {
    const ranked = worstFirst ? matching.ranked.toReversed() : matching.ranked;
    const page = pageOf(first, after, ranked.length);
    const matches = ranked
      .slice(page.start, page.end)
      .map((place) => new Match(matching.pair, matching.rule, matching.measure, matching.matched.values, place));
    return new MatchConnection(page, ranked.length, matches);
  }

  @FieldResolver(() => BaselineResult, { description: 'What the matching gives when one side is made unrelated.' })
  async baseline(
    @Root() matching: Matching,
    @Args() asked: BaselineArguments,
    @Ctx() context: Context,
  ): Promise<typeof BaselineResult> {
    const choice = baselineChoice(asked);
    const { pair, rule, measure, matched } = matching;
    const refusal = refusalOfBaseline(context, pair, measure, choice);
    if (refusal !== null) return refusal;
    return context.answer(
      pair.baseline(measure, choice),
      (value) => new Baseline(pair, choice, value, rule, matched.partners.mean),
    );
  }

  @FieldResolver(() => Estimate, {
    nullable: true,
    description: 'What the baseline costs; all zero when it is there, null where there is none..',
  })
  async baselineEstimate(
    @Root() { pair, measure }: Matching,
    @Args() asked: BaselineArguments,
    @Ctx() context: Context,
  ): Promise<Estimate | null> {
    const choice = baselineChoice(asked);
    if (refusalOfBaseline(context, pair, measure, choice) !== null) return null;
    return new Estimate(await context.services.compute.estimate(pair.baseline(measure, choice)));
  }

  @FieldResolver(() => IntervalResult, {
    description:
      'Where the mean would lie for other stimuli of the same kind. For PEARSON, and for SPEARMAN over ranks that are held fixed.',
  })
  async interval(
    @Root() { pair, rule, measure, mean, caveats }: Matching,
    @Args() asked: IntervalArguments,
    @Ctx() context: Context,
  ): Promise<typeof IntervalResult> {
    const choice = intervalChoice(asked);
    if (measure === 'MUTUAL_INFORMATION') return new Unavailable(NO_INFORMATION_INTERVAL);
    const refusal = refusalOfDraws(context, pair) ?? refusalOfInterval(pair);
    if (refusal !== null) return refusal;
    if (mean === null) return new Unavailable('No left unit found a partner, so there is no mean to draw anew.');
    return context.answer(pair.bootstrap(measure, choice), ({ means, groups }) => {
      const drawn = { draws: means[rule], groups };
      return new Interval(choice, mean, [-1, 1], drawn, [...caveatsOfInterval(pair, groups, measure), ...caveats]);
    });
  }
}

@Resolver(() => Baseline)
export class BaselineResolver {
  @FieldResolver(() => [BandPoint], {
    complexity: byArgument('points'),
    description: 'The sorted curve under the baseline: lowest, mean and highest value at each rank over the repeats.',
  })
  band(
    @Root() baseline: Baseline,
    @Arg('points', () => Int, { defaultValue: 512, description: POINTS }) points: number,
  ): BandPoint[] {
    boundedFirst(points, 'points', MOST_POINTS);
    const repeats = sortedRepeats(baseline);
    const longest = Math.max(0, ...repeats.map(({ length }) => length));
    return evenly(longest, points).map((place) => {
      const values = repeats.map((repeat) => repeat[place]).filter((value) => value !== undefined);
      return new BandPoint(place + 1, values);
    });
  }
}
