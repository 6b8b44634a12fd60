import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { type Layer, layerOf } from '../layers/layer.js';
import { MOST_NETWORKS } from '../networks/namedNetworks.js';
import type { Network } from '../networks/network.js';
import { chosenProbeSet } from '../recordings/chosenRecording.js';
import { layerFits } from '../recordings/recordedOn.js';
import { reductionOf } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import { Unit } from '../units/unit.js';
import { FoundUnits, foundUnits } from './foundUnits.js';
import { surveyLayer } from './layerSurvey.js';
import { UnitUniversality, UnitUniversalityResult } from './unitUniversality.js';
import { UniversalityArguments, type UniversalityChoice, universalityChoice } from './universalityArguments.js';

@Resolver(() => Unit)
export class UnitUniversalityResolver {
  @FieldResolver(() => UnitUniversalityResult, {
    description: 'How far it has partners in other networks, beside what a random rotation of them gives.',
  })
  async universality(
    @Root() { layer, index }: Unit,
    @Arg('networks', () => [ID], {
      nullable: true,
      description: `The networks to look in, ${MOST_NETWORKS} at most, the unit's own passed over; by default all others that have a layer of the same name, or with the scope ANY_LAYER all others.`,
    })
    ids: string[] | null,
    @Args() asked: UniversalityArguments,
    @Ctx() context: Context,
  ): Promise<typeof UnitUniversalityResult> {
    const choice = universalityChoice(asked);
    const probeSet = await chosenProbeSet(context, layer.network, asked.probeSet, (each) => layerFits(layer, each));
    if (probeSet instanceof Unavailable) {
      return new Incomparable(asked.probeSet == null ? 'NO_PROBE_SET' : 'PROBE_SET', probeSet.message, layer, null);
    }
    const on = { probeSet, reduction: reductionOf(asked.reduction) };
    const networks = await otherNetworks(context, layer, ids, choice);
    // All units of a layer ask the same survey, and its key costs a hash.
    const question = `survey ${layer.id} ${networks.map(({ id }) => id)} ${probeSet.id} ${JSON.stringify([on.reduction, choice])}`;
    const survey = await context.once(question, async () => surveyLayer(layer, networks, on, choice));
    const found = await foundUnits(context, survey, choice);
    return found instanceof FoundUnits ? new UnitUniversality(found, index) : found;
  }
}

async function otherNetworks(
  { loaders }: Context,
  layer: Layer,
  ids: readonly string[] | null | undefined,
  { scope }: UniversalityChoice,
): Promise<Network[]> {
  const isOther = ({ slug }: Network): boolean => slug !== layer.network.slug;
  if (ids == null) {
    const all = (await loaders.networks()).filter(isOther);
    return all.filter((network) => scope === 'ANY_LAYER' || layerOf(network, layer.name) !== undefined);
  }
  if (new Set(ids).size !== ids.length) throw badInput('networks: one of them is named twice. Name each once.');
  if (ids.length > MOST_NETWORKS) {
    throw badInput(`networks: ${ids.length} are named. Name ${MOST_NETWORKS} at most.`);
  }
  return (await Promise.all(ids.map((id) => loaders.networkOfId(id)))).filter(isOther);
}
