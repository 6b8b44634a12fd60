import { significanceOf } from '@unitgraph/analysis';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { BaselineArguments, baselineChoice } from './baselineArguments.js';
import { Match } from './match.js';
import { MatchBaseline, MatchBaselineResult } from './matchBaseline.js';
import { refusalOfBaseline } from './refusals.js';

@Resolver(() => Match)
export class MatchResolver {
  @FieldResolver(() => MatchBaselineResult, {
    description:
      'What the source gets when one side is made unrelated; one baseline of the two layers serves all their matches.',
  })
  async baseline(
    @Root() match: Match,
    @Args() asked: BaselineArguments,
    @Ctx() context: Context,
  ): Promise<typeof MatchBaselineResult> {
    const choice = baselineChoice(asked);
    const refusal = refusalOfBaseline(context, match.pair, match.measure, choice);
    if (refusal !== null) return refusal;
    return context.answer(match.pair.baseline(match.measure, choice), ({ rules, units, repeats }) => {
      const { values } = rules[match.rule];
      const draws = Array.from(
        { length: repeats },
        (_, repeat) => values[repeat * units + match.source.index] as number,
      );
      return new MatchBaseline(match.pair, choice, significanceOf(match.value, draws));
    });
  }
}
