import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { numberOrNull } from '../comparisons/matchBaseline.js';
import { Computation } from '../computations/computation.js';
import { UniversalityScope } from '../enums.js';
import { Layer } from '../layers/layer.js';
import { byLength } from '../limits/cost.js';
import { MOST_NETWORKS } from '../networks/namedNetworks.js';
import { Network } from '../networks/network.js';
import { ProbeSet } from '../stimuli/probeSet.js';
import type { FoundUnits } from './foundUnits.js';
import type { LayerSurvey } from './layerSurvey.js';
import type { UniversalityChoice } from './universalityArguments.js';

/** Layers of all the networks together, for the cost. */
const TYPICAL_PARTS = 160;

@ObjectType({
  description:
    'Units of one layer by how many networks they are found in. `all`, `some`, `one` and `dead` add up to the units of the layer.',
  simpleResolvers: true,
})
export class UniversalityCounts {
  @Field(() => Int, { description: 'Units found in every other network that was looked in.' })
  readonly all: number;
  @Field(() => Int, { description: 'Units found in some other network, yet not in every one.' })
  readonly some: number;
  @Field(() => Int, { description: 'Units found in no other network: in their own alone.' })
  readonly one: number;
  @Field(() => Int, { description: 'Units without variance, dead or constant: they are looked for nowhere.' })
  readonly dead: number;
  @Field(() => Int, { description: 'Other networks that were looked in.' })
  readonly others: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'Mean over the live units of their excess over rotation: -2 to 2, higher is more universal; null where no unit varies.',
  })
  readonly meanExcess: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Mean over the live units and other networks of the correlation with the best partner: -1 to 1, higher is more alike; null where no unit varies.',
  })
  readonly meanBest: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The same under rotation; null where no unit varies.',
  })
  readonly meanRotated: number | null;
  @Field(() => [Incomparable], {
    complexity: byLength(MOST_NETWORKS),
    description: 'Networks that could not be looked in, and why. They count neither for nor against a unit.',
  })
  readonly incomparable: readonly Incomparable[];

  constructor(found: FoundUnits) {
    const units = [...found.conditions.keys()];
    const live = units.filter((unit) => found.isLive(unit));
    const meanOf = (values: Float64Array): number | null =>
      numberOrNull(live.reduce((sum, unit) => sum + (values[unit] as number), 0) / live.length);
    const standings = live.map((unit) => found.standing(unit));
    this.all = standings.filter((standing) => standing === 'ALL').length;
    this.some = standings.filter((standing) => standing === 'SOME').length;
    this.one = standings.filter((standing) => standing === 'ONE').length;
    this.dead = units.length - live.length;
    this.others = found.seen.length;
    this.meanExcess = meanOf(found.means.excess);
    this.meanBest = meanOf(found.means.best);
    this.meanRotated = meanOf(found.means.rotated);
    this.incomparable = found.incomparable;
  }
}

export const UniversalityCountsResult = createUnionType({
  name: 'UniversalityCountsResult',
  description:
    'Units of a layer by how many networks they are found in, or why they can be looked for nowhere, or the computation that does not have it yet.',
  types: () => [UniversalityCounts, Incomparable, Computation] as const,
});

@ObjectType({
  description: 'One layer of one network, whose units are looked for in the others.',
  simpleResolvers: true,
})
export class LayerUniversality {
  @Field(() => Layer, { description: 'The layer.' })
  readonly layer: Layer;

  constructor(
    readonly survey: LayerSurvey | Incomparable,
    layer: Layer,
    readonly choice: UniversalityChoice,
  ) {
    this.layer = layer;
  }
}

@ObjectType({
  description:
    'Which units of some networks are in all, some or one of them. A unit is in another network where its highest correlation with a unit there exceeds, by more than the threshold, what the same network gives when its units are mixed by a random rotation.',
  simpleResolvers: true,
})
export class Universality {
  @Field(() => [Network], { description: 'The networks in the order asked for. Each is looked for in all the others.' })
  readonly networks: readonly Network[];
  @Field(() => ProbeSet, { description: 'The stimuli that all are recorded on.' })
  readonly probeSet: ProbeSet;
  @Field(() => [String], { description: 'Names of the layers whose units are looked for, in depth order.' })
  readonly layers: readonly string[];
  @Field(() => Float, { description: 'The surplus above which a unit is found.' })
  readonly threshold: number;
  @Field(() => UniversalityScope, { description: 'In which layers of the other networks.' })
  readonly scope: UniversalityScope;
  @Field(() => [LayerUniversality], {
    complexity: byLength(TYPICAL_PARTS),
    description: 'Every layer of every network: layer by layer in depth order, and within each the networks in order.',
  })
  readonly parts: readonly LayerUniversality[];

  constructor(
    networks: readonly Network[],
    probeSet: ProbeSet,
    layers: readonly string[],
    readonly choice: UniversalityChoice,
    parts: readonly LayerUniversality[],
  ) {
    this.networks = networks;
    this.probeSet = probeSet;
    this.layers = layers;
    this.threshold = choice.threshold;
    this.scope = choice.scope;
    this.parts = parts;
  }
}
