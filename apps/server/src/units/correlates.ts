import { createUnionType, Field, ObjectType } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { Match } from '../comparisons/match.js';
import { Computation } from '../computations/computation.js';

@ObjectType({ description: 'Best partners of a unit.', simpleResolvers: true })
export class Correlates {
  @Field(() => [Match], { description: 'Best first. Empty for a unit that does not vary.' })
  readonly matches: readonly Match[];
  @Field(() => [Incomparable], { description: 'Layers that were asked for (by `in`) and cannot be compared.' })
  readonly incomparable: readonly Incomparable[];

  constructor(matches: readonly Match[], incomparable: readonly Incomparable[]) {
    this.matches = matches;
    this.incomparable = incomparable;
  }
}

export const CorrelatesResult = createUnionType({
  name: 'CorrelatesResult',
  description: 'Best partners of a unit, or why there can be none, or the computation that does not have them yet.',
  types: () => [Correlates, Incomparable, Computation] as const,
});

@ObjectType({ description: 'A unit that has no partner under the rule, and why.', simpleResolvers: true })
export class Unmatched {
  @Field(() => String, { description: 'One line that names the unit and the reason.' })
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

export const UnitMatchResult = createUnionType({
  name: 'UnitMatchResult',
  description: 'The partner of a unit, or why it has none, or the computation that does not have it yet.',
  types: () => [Match, Unmatched, Incomparable, Computation] as const,
});
