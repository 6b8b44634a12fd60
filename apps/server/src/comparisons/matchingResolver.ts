import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { byArgument, byFirst } from '../limits/cost.js';
import type { Connection } from '../relay/connection.js';
import { boundedFirst, pageOf } from '../relay/page.js';
import { BandPoint, Baseline, BaselineResult, sortedRepeats } from './baseline.js';
import { BaselineArguments, baselineChoice } from './baselineArguments.js';
import { Match, MatchConnection } from './match.js';
import { withoutBaseline } from './matchBaseline.js';
import { CurvePoint, Matching } from './matching.js';
import { evenly } from './rankedMatches.js';

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
      .map((place) => new Match(matching.pair, matching.rule, matching.measure, matching.correlation, place));
    return new MatchConnection(page, ranked.length, matches);
  }

  @FieldResolver(() => BaselineResult, { description: 'What the matching gives when one side is made unrelated.' })
  async baseline(
    @Root() matching: Matching,
    @Args() asked: BaselineArguments,
    @Ctx() context: Context,
  ): Promise<typeof BaselineResult> {
    const choice = baselineChoice(asked);
    const { pair, rule, measure, matchings } = matching;
    if (measure === 'MUTUAL_INFORMATION') return withoutBaseline();
    return context.answer(
      pair.baseline(measure, choice),
      (value) => new Baseline(choice, value, rule, matchings.rules[rule].mean),
    );
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
