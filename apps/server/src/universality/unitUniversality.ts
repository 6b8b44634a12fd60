import { isFound, type SeenNetwork } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { Match } from '../comparisons/match.js';
import { numberOrNull } from '../comparisons/matchBaseline.js';
import { Computation } from '../computations/computation.js';
import { FoundIn } from '../enums.js';
import { byLength } from '../limits/cost.js';
import { MOST_NETWORKS } from '../networks/namedNetworks.js';
import { Network } from '../networks/network.js';
import { connectionType } from '../relay/connection.js';
import { Unit, unitOf } from '../units/unit.js';
import type { FoundUnits } from './foundUnits.js';

@ObjectType({ description: 'A unit as it is found, or not, in one other network.', simpleResolvers: true })
export class UnitInNetwork {
  @Field(() => Network, { description: 'The other network.' })
  readonly network: Network;
  @Field(() => Match, {
    nullable: true,
    description: 'Its best partner there, with the correlation as `value`; null for a unit that does not vary.',
  })
  readonly best: Match | null;
  @Field(() => Float, {
    nullable: true,
    description:
      "The correlation that its best partner has when that network's units are mixed by a random rotation, mean over the repeats: -1 to 1; null for a unit that does not vary.",
  })
  readonly rotated: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Correlation with the best partner less `rotated`: -2 to 2, about 0 where only the subspace is shared, higher is more alike; null for a unit that does not vary.',
  })
  readonly surplus: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the surplus is above the threshold; null for a unit that does not vary.',
  })
  readonly found: boolean | null;

  constructor(network: Network, best: Match | null, values: SeenNetwork, unit: number, threshold: number) {
    const rotated = values.rotated[unit] as number;
    this.network = network;
    this.best = best;
    this.rotated = numberOrNull(rotated);
    this.surplus = numberOrNull((values.best[unit] as number) - rotated);
    this.found = best === null ? null : isFound(values, unit, threshold);
  }
}

@ObjectType({
  description: 'How far a unit has partners in other networks, beside what a random rotation of them gives.',
  simpleResolvers: true,
})
export class UnitUniversality {
  @Field(() => Unit, { description: 'The unit.' })
  readonly unit: Unit;
  @Field(() => Float, {
    nullable: true,
    description:
      'Mean over the other networks of the correlation with its best partner less the same under rotation (Gurnee et al. 2024): -2 to 2, about 0 where only the subspace is shared, higher is more universal; null for a unit that does not vary.',
  })
  readonly excess: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Mean over the other networks of the correlation with its best partner: -1 to 1, higher is more alike; null for a unit that does not vary.',
  })
  readonly best: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The same under rotation, which is what `excess` is held against; null for a unit that does not vary.',
  })
  readonly rotated: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the excess is above the threshold; null for a unit that does not vary.',
  })
  readonly universal: boolean | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Number of other networks in which it is found, 0 to `others`, higher is more universal; null for a unit that does not vary.',
  })
  readonly foundIn: number | null;
  @Field(() => Int, { description: 'Number of other networks that were looked in.' })
  readonly others: number;
  @Field(() => FoundIn, {
    nullable: true,
    description: 'The same in a word; null for a unit that does not vary.',
  })
  readonly standing: FoundIn | null;
  @Field(() => [UnitInNetwork], {
    complexity: byLength(MOST_NETWORKS),
    description: 'Network by network, in the order asked for.',
  })
  readonly networks: readonly UnitInNetwork[];
  @Field(() => [Incomparable], {
    complexity: byLength(MOST_NETWORKS),
    description: 'Networks that could not be looked in, and why.',
  })
  readonly incomparable: readonly Incomparable[];

  constructor(found: FoundUnits, index: number) {
    const { survey, means, seen, choice } = found;
    const excess = means.excess[index] as number;
    const live = found.isLive(index);
    this.unit = unitOf(survey.layer, index);
    this.excess = numberOrNull(excess);
    this.best = numberOrNull(means.best[index]);
    this.rotated = numberOrNull(means.rotated[index]);
    this.universal = live ? excess > choice.threshold : null;
    this.foundIn = live ? found.foundIn(index) : null;
    this.others = seen.length;
    this.standing = found.standing(index);
    this.networks = seen.map(
      (each) => new UnitInNetwork(each.network, found.bestIn(each, index), each.values, index, choice.threshold),
    );
    this.incomparable = found.incomparable;
  }
}

export const UnitUniversalityConnection = connectionType('UnitUniversality', () => UnitUniversality, 'units');

export const UnitUniversalityResult = createUnionType({
  name: 'UnitUniversalityResult',
  description: 'How universal a unit is, or why it cannot be told, or the computation that does not have it yet.',
  types: () => [UnitUniversality, Incomparable, Computation] as const,
});

export const UnitUniversalitiesResult = createUnionType({
  name: 'UnitUniversalitiesResult',
  description: 'A page of units, or the computation that does not have all of them yet.',
  types: () => [UnitUniversalityConnection, Computation] as const,
});
