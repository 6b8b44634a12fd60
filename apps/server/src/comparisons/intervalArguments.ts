import { ArgsType, Field, Float, Int } from 'type-graphql';
import { badInput } from '../errors.js';
import { MOST_REPEATS } from './baselineArguments.js';

/** How an interval is drawn, and which part of the draws it spans. */
export interface IntervalChoice {
  readonly repeats: number;
  readonly seed: number;
  readonly share: number;
}

@ArgsType()
export class IntervalArguments {
  @Field(() => Int, { defaultValue: 200, description: `Number of repeats, up to ${MOST_REPEATS}.` })
  readonly repeats!: number;
  @Field(() => Int, {
    defaultValue: 0,
    description: 'Seed of the random numbers, 0 or more: the same seed gives the same draws.',
  })
  readonly seed!: number;
  @Field(() => Float, {
    defaultValue: 0.95,
    description:
      'How often it should cover the score, above 0 and below 1. Another share of the same draws costs nothing; each end needs a draw beyond it, so that 0.95 needs 39 repeats at least.',
  })
  readonly share!: number;
}

/** @throws a GraphQL error when a number is out of range, or too few repeats tell so large a share. */
export function intervalChoice({ repeats, seed, share }: IntervalArguments): IntervalChoice {
  if (repeats < 1 || repeats > MOST_REPEATS)
    throw badInput(`repeats: ${repeats} is out of range: ask for 1 to ${MOST_REPEATS}.`);
  if (seed < 0) throw badInput(`seed: ${seed} is below 0.`);
  if (!(share > 0 && share < 1))
    throw badInput(`share: ${share} is out of range: ask for more than 0 and less than 1.`);
  // Rounding must not refuse 39 repeats to 0.95.
  const needed = Math.ceil(2 / (1 - share) - 1e-6) - 1;
  if (repeats < needed) {
    const most = 1 - 2 / (repeats + 1);
    throw badInput(
      `share: ${share} cannot be told from ${repeats} repeats: ` +
        (needed <= MOST_REPEATS ? `ask for ${needed} repeats, or for a share of ` : 'ask for a share of ') +
        `${Math.floor(most * 1000) / 1000} at most.`,
    );
  }
  return { repeats, seed, share };
}
