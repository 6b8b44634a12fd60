import { ArgsType, Field, Int } from 'type-graphql';
import { BaselineKind } from '../enums.js';
import { badInput } from '../errors.js';
import type { BaselineChoice } from './layerPair.js';

/** Most repeats of one baseline. */
export const MOST_REPEATS = 999;

/** How a baseline is drawn. */
@ArgsType()
export class BaselineArguments {
  @Field(() => BaselineKind, { defaultValue: BaselineKind.PERMUTATION, description: 'What is made unrelated.' })
  readonly kind!: BaselineKind;
  @Field(() => Int, {
    defaultValue: 19,
    description: `Number of repeats, 1 to ${MOST_REPEATS}. The p-value is 1 / (repeats + 1) at the least: 19 repeats can show 0.05.`,
  })
  readonly repeats!: number;
  @Field(() => Int, {
    defaultValue: 0,
    description: 'Seed of the random numbers, 0 or more: the same seed gives the same baseline.',
  })
  readonly seed!: number;
}

/** @throws a GraphQL error when a number is out of range. */
export function baselineChoice({ kind, repeats, seed }: BaselineArguments): BaselineChoice {
  if (repeats < 1 || repeats > MOST_REPEATS)
    throw badInput(`repeats: ${repeats} is out of range: ask for 1 to ${MOST_REPEATS}.`);
  if (seed < 0) throw badInput(`seed: ${seed} is below 0.`);
  return { kind, repeats, seed };
}
