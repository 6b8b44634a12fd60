import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { MatchRule, Measure } from '../enums.js';
import { Unit, unitOf } from '../units/unit.js';
import { caveatsOfMatching } from './caveats.js';
import { Incomparable } from './incomparable.js';
import type { LayerPair } from './layerPair.js';
import type { MatchPlace } from './match.js';
import { numberOrNull } from './matchBaseline.js';
import type { MatchedUnits } from './matchedUnits.js';
import { rankedMatches } from './rankedMatches.js';

@ObjectType({
  description: 'Partners of all the live units of the left layer in the right one.',
  simpleResolvers: true,
})
export class Matching {
  @Field(() => MatchRule, { description: 'How partners were chosen.' })
  readonly rule: MatchRule;
  @Field(() => Measure, { description: 'What the values measure.' })
  readonly measure: Measure;
  @Field(() => Float, {
    nullable: true,
    description:
      'Mean of the matched values over the live left units that found a partner, in the range of the measure: -1 to 1, or nats for MUTUAL_INFORMATION; higher is more alike; null when none did.',
  })
  readonly mean: number | null;
  @Field(() => Int, { description: 'Left units that found a partner.' })
  readonly matchedCount: number;
  @Field(() => Int, { description: 'Left units without variance, dead or constant: they take no part.' })
  readonly deadLeft: number;
  @Field(() => Int, { description: 'Right units without variance, dead or constant: they take no part.' })
  readonly deadRight: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'Share of the live left units to which GREEDY and ASSIGNMENT give the same value, 0 to 1; null when there are none, and where the layers are too large for an ASSIGNMENT.',
  })
  readonly agreement: number | null;
  @Field(() => [String], {
    description:
      'What to bear in mind, one sentence each: many candidates on few samples, correlated samples. Empty when nothing.',
  })
  readonly caveats: readonly string[];
  #ranked: MatchPlace[] | undefined;

  constructor(
    readonly pair: LayerPair,
    rule: MatchRule,
    measure: Measure,
    readonly matched: MatchedUnits,
  ) {
    const { partners, deadLeft, deadRight, agreement } = matched;
    this.rule = rule;
    this.measure = measure;
    this.mean = numberOrNull(partners.mean);
    this.matchedCount = partners.matched;
    this.deadLeft = deadLeft;
    this.deadRight = deadRight;
    this.agreement = numberOrNull(agreement);
    this.caveats = caveatsOfMatching(pair, measure, deadRight);
  }

  /** By falling value. */
  get ranked(): readonly MatchPlace[] {
    this.#ranked ??= rankedMatches(this.matched);
    return this.#ranked;
  }
}

@ObjectType({ description: 'One pair on the curve of matched values.', simpleResolvers: true })
export class CurvePoint {
  @Field(() => Int, { description: 'Place by falling value, from 1.' })
  readonly rank: number;
  @Field(() => Float, { description: 'Value of the match.' })
  readonly value: number;
  @Field(() => Unit, { description: 'The left unit.' })
  readonly source: Unit;
  @Field(() => Unit, { description: 'Its partner.' })
  readonly target: Unit;

  constructor(pair: LayerPair, { rank, value, left, right }: MatchPlace) {
    this.rank = rank;
    this.value = value;
    this.source = unitOf(pair.left, left);
    this.target = unitOf(pair.right, right);
  }
}

export const MatchingResult = createUnionType({
  name: 'MatchingResult',
  description: 'A matching, or why there is none, or the computation that does not have it yet.',
  types: () => [Matching, Incomparable, Computation] as const,
});
