import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { FoundIn, UnitUniversalityOrder, type UniversalityScope } from '../enums.js';
import { badInput } from '../errors.js';
import { layerOf, layersOf } from '../layers/layer.js';
import { sharedLayers } from '../layers/sharedLayers.js';
import { byFirst } from '../limits/cost.js';
import { MOST_NETWORKS, namedNetworks } from '../networks/namedNetworks.js';
import type { Network } from '../networks/network.js';
import { chosenProbeSet } from '../recordings/chosenRecording.js';
import { fitsAll } from '../recordings/recordedOn.js';
import { reductionOf } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import { FoundUnits, foundUnits } from './foundUnits.js';
import { surveyLayer } from './layerSurvey.js';
import { pageOfUnits } from './pageOfUnits.js';
import { UnitUniversalitiesResult } from './unitUniversality.js';
import { LayerUniversality, Universality, UniversalityCounts, UniversalityCountsResult } from './universality.js';
import { UniversalityArguments, universalityChoice } from './universalityArguments.js';

@Resolver(() => Universality)
export class UniversalityResolver {
  @Query(() => Universality, {
    description:
      'Which units are found in all, some or one of the networks. Nothing is computed before counts or units are asked for.',
  })
  async universality(
    @Arg('networks', () => [ID], { description: `2 to ${MOST_NETWORKS} networks, each once.` }) ids: string[],
    @Arg('layers', () => [String], {
      nullable: true,
      description:
        'Names of the layers whose units are looked for; by default those that all the networks have, or with the scope ANY_LAYER all.',
    })
    names: string[] | null,
    @Args() asked: UniversalityArguments,
    @Ctx() context: Context,
  ): Promise<Universality> {
    const choice = universalityChoice(asked);
    const networks = await namedNetworks(context, ids);
    const probeSet = await chosenProbeSet(context, networks[0], asked.probeSet, fitsAll(networks));
    if (probeSet instanceof Unavailable) throw badInput(probeSet.message);
    const on = { probeSet, reduction: reductionOf(asked.reduction) };
    const layers = chosenNames(networks, names ?? null, choice.scope);
    const parts = layers.flatMap((name) =>
      networks.flatMap((network) => {
        const layer = layerOf(network, name);
        if (layer === undefined) return [];
        const others = networks.filter((other) => other !== network);
        return [new LayerUniversality(surveyLayer(layer, others, on, choice), layer, choice)];
      }),
    );
    return new Universality(networks, probeSet, layers, choice, parts);
  }

  @FieldResolver(() => UnitUniversalitiesResult, {
    complexity: byFirst,
    description:
      'The units of all parts in one list. Parts that can be looked for nowhere are left out; their `counts` say why.',
  })
  async units(
    @Root() { parts, choice }: Universality,
    @Arg('foundIn', () => FoundIn, {
      nullable: true,
      description: 'Only units that are found in so many of the networks; by default all, those that do not vary last.',
    })
    foundIn: FoundIn | null,
    @Arg('orderBy', () => UnitUniversalityOrder, {
      defaultValue: UnitUniversalityOrder.EXCESS,
      description: 'What to sort by.',
    })
    orderBy: UnitUniversalityOrder,
    @Arg('descending', () => Boolean, {
      defaultValue: true,
      description: 'Highest first; units that do not vary come last either way.',
    })
    descending: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
    @Ctx() context: Context,
  ): Promise<typeof UnitUniversalitiesResult> {
    const answers = await Promise.all(parts.map(({ survey }) => foundUnits(context, survey, choice)));
    // One that failed or takes too long stands for all: a list without it would be a wrong one.
    const waiting = answers.find((answer) => answer instanceof Computation);
    if (waiting !== undefined) return waiting;
    const found = answers.filter((answer) => answer instanceof FoundUnits);
    return pageOfUnits(found, { foundIn: foundIn ?? null, orderBy, descending, first, after });
  }
}

@Resolver(() => LayerUniversality)
export class LayerUniversalityResolver {
  @FieldResolver(() => UniversalityCountsResult, {
    description: 'How many of its units are found in all, some or one of the networks.',
  })
  async counts(
    @Root() { survey, choice }: LayerUniversality,
    @Ctx() context: Context,
  ): Promise<typeof UniversalityCountsResult> {
    const found = await foundUnits(context, survey, choice);
    return found instanceof FoundUnits ? new UniversalityCounts(found) : found;
  }
}

/** @throws a GraphQL error that names a layer that none of the networks has. */
function chosenNames(
  networks: readonly Network[],
  names: readonly string[] | null,
  scope: UniversalityScope,
): readonly string[] {
  const there = [...new Set(networks.flatMap((network) => layersOf(network).map(({ name }) => name)))];
  if (names === null) return scope === 'SAME_LAYER' ? sharedLayers(networks) : there;
  const missing = names.find((name) => !there.includes(name));
  if (missing !== undefined) {
    throw badInput(`layers: none of the networks has a layer called ${missing}. They have ${there.join(', ')}.`);
  }
  return there.filter((name) => names.includes(name));
}
