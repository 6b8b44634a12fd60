import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { Match } from '../comparisons/match.js';
import { Computation } from '../computations/computation.js';
import { PageInfo } from '../relay/connection.js';
import type { Page } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { Unit } from '../units/unit.js';

@ObjectType({ description: 'A unit in its place.', simpleResolvers: true })
export class RankedUnit {
  @Field(() => Unit, { description: 'The unit.' })
  readonly unit: Unit;
  @Field(() => Float, {
    nullable: true,
    description: 'The number that it was sorted by; null where it has none, and then it comes last.',
  })
  readonly score: number | null;
  @Field(() => Int, { description: 'Place in the order asked for, from 1.' })
  readonly rank: number;
  @Field(() => Match, {
    nullable: true,
    description: 'Its best partner in the layer or network that `in` names; null without `in`, and where it has none.',
  })
  readonly match: Match | null;

  constructor(unit: Unit, score: number | null, rank: number, match: Match | null) {
    this.unit = unit;
    this.score = score;
    this.rank = rank;
    this.match = match;
  }
}

@ObjectType({
  description: 'Units in the order asked for. `score` of an entry is the number that it was sorted by.',
  simpleResolvers: true,
})
export class Ranking {
  @Field(() => [RankedUnit], { description: 'The entries of this page.' })
  readonly entries: readonly RankedUnit[];
  @Field(() => Int, { description: 'Units of the layer that meet the condition.' })
  readonly totalCount: number;
  @Field(() => PageInfo, { description: 'Where this page stands in the whole ranking.' })
  readonly pageInfo: PageInfo;

  constructor(entries: readonly RankedUnit[], total: number, page: Page) {
    this.entries = entries;
    this.totalCount = total;
    this.pageInfo = new PageInfo(page, total);
  }
}

export const RankingResult = createUnionType({
  name: 'RankingResult',
  description: 'Units in order, or why they cannot be put into it, or the computation that does not have it yet.',
  types: () => [Ranking, Incomparable, Computation, Unavailable] as const,
});
