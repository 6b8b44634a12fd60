import type { Cycles as CyclesValue, Walks } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import type { LayerPair } from '../comparisons/layerPair.js';
import { numberOrNull } from '../comparisons/matchBaseline.js';
import { Computation } from '../computations/computation.js';
import { MatchRule, Measure } from '../enums.js';
import { byLength } from '../limits/cost.js';
import { MOST_NETWORKS } from '../networks/namedNetworks.js';
import { Network } from '../networks/network.js';

/** What a walk goes over: each network's layer with the next one's, and the last with the first. */
export type Round = readonly [LayerPair, ...LayerPair[]];

@ObjectType({
  description:
    'Where units come to that go from partner to partner through networks, and from the last one back to the first. A unit that is the same all the way ends where it began.',
  simpleResolvers: true,
})
export class Cycles {
  @Field(() => String, { description: 'Name of the layer, the same in all the networks.' })
  readonly layer: string;
  @Field(() => [Network], {
    complexity: byLength(MOST_NETWORKS),
    description: 'The networks in the order of the walk; behind the last one it goes on to the first.',
  })
  readonly networks: readonly Network[];
  @Field(() => MatchRule, { description: 'How partners are chosen.' })
  readonly rule: MatchRule;
  @Field(() => Measure, { description: 'What makes two units alike.' })
  readonly measure: Measure;
  @Field(() => Int, { description: 'Units of the first network that vary: those that set out.' })
  readonly live: number;
  @Field(() => Int, { description: 'Units of the first network without variance: they do not set out.' })
  readonly dead: number;
  @Field(() => Int, { description: 'Units that end where they began, 0 to `live`.' })
  readonly returned: number;
  @Field(() => Int, { description: 'Units that have no partner somewhere on the way, 0 to `live`.' })
  readonly lost: number;
  @Field(() => Float, {
    nullable: true,
    description:
      '`returned` / `live`: 0 to 1, higher is more consistent; null where no unit varies. Two networks alone return in full by ASSIGNMENT, and two that are alike bring units home through any third: see `baseline`.',
  })
  readonly share: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'The share that chance gives, exactly: the expectation when the live units of every network change places at random between arriving and going on. 0 to 1; null where no unit varies.',
  })
  readonly chance: number | null;

  constructor(
    readonly round: Round,
    rule: MatchRule,
    measure: Measure,
    readonly value: CyclesValue,
  ) {
    const { returned, lost, chance } = value.rules[rule];
    this.layer = round[0].left.name;
    this.networks = round.map(({ left }) => left.network);
    this.rule = rule;
    this.measure = measure;
    this.live = value.conditions.filter((condition) => condition === 0).length;
    this.dead = value.units - this.live;
    this.returned = returned;
    this.lost = lost;
    this.share = this.live === 0 ? null : returned / this.live;
    this.chance = numberOrNull(chance);
  }

  get walks(): Walks {
    return this.value.rules[this.rule];
  }
}

export const CyclesResult = createUnionType({
  name: 'CyclesResult',
  description:
    'Where units come to, or why the layers cannot be compared, or the computation that does not have it yet.',
  types: () => [Cycles, Incomparable, Computation] as const,
});
