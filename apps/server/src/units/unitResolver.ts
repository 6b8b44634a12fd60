import { profileOf, TOP_STIMULI } from '@unitgraph/analysis';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { pairLayers } from '../comparisons/pairLayers.js';
import type { Context } from '../context.js';
import { badInput, notFound } from '../errors.js';
import { byArgument, byFirst } from '../limits/cost.js';
import { chosenRecording } from '../recordings/chosenRecording.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';
import { idOf, parseId } from '../relay/globalId.js';
import { boundedFirst } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { ActivationSampleResult } from './activationSample.js';
import { Correlates, CorrelatesResult, UnitMatchResult } from './correlates.js';
import { matchOfUnit } from './matchOfUnit.js';
import { pairOfUnits } from './pairOfUnits.js';
import { sampleActivations } from './sampleActivations.js';
import { SearchScope, searchScope } from './searchScope.js';
import { TopStimuli, TopStimuliResult } from './topStimuli.js';
import { Unit, unitOf } from './unit.js';
import { ActivationsArguments, CorrelatesArguments, UnitMatchArguments, UnitPairArguments } from './unitArguments.js';
import { UnitStatistics, UnitStatisticsResult } from './unitStatistics.js';

/** Most samples in one answer. */
const MOST_SAMPLES = 2_000;

@Resolver(() => Unit)
export class UnitResolver {
  @FieldResolver(() => Unit, { nullable: true, description: 'The unit before it in its layer; null for the first.' })
  previous(@Root() { layer, index }: Unit): Unit | null {
    return index > 0 ? unitOf(layer, index - 1) : null;
  }

  @FieldResolver(() => Unit, { nullable: true, description: 'The unit behind it in its layer; null for the last.' })
  next(@Root() { layer, index }: Unit): Unit | null {
    return index + 1 < layer.unitCount ? unitOf(layer, index + 1) : null;
  }

  @FieldResolver(() => UnitStatisticsResult, { description: 'What it does over all samples.' })
  async statistics(
    @Root() { layer, index }: Unit,
    @Args() on: RecordingArguments,
    @Ctx() context: Context,
  ): Promise<typeof UnitStatisticsResult> {
    const chosen = await chosenRecording(context, layer, on);
    if (chosen instanceof Unavailable) return chosen;
    return context.answer(profileOf(chosen.recording), (profile) =>
      context.answer(chosen.recording, (recording) => new UnitStatistics(recording, profile, index)),
    );
  }

  @FieldResolver(() => TopStimuliResult, {
    complexity: byFirst,
    description: 'Stimuli that drive it most, over all positions.',
  })
  async topStimuli(
    @Root() { layer, index }: Unit,
    @Arg('first', () => Int, { defaultValue: 9, description: `How many, 1 to ${TOP_STIMULI}.` }) first: number,
    @Arg('probeSet', () => ID, {
      nullable: true,
      description: 'The probe set; by default the first one that fits the network.',
    })
    probeSet: string | null,
    @Ctx() context: Context,
  ): Promise<typeof TopStimuliResult> {
    boundedFirst(first, 'first', TOP_STIMULI);
    const chosen = await chosenRecording(context, layer, { probeSet });
    if (chosen instanceof Unavailable) return chosen;
    const facts = await context.services.stimulusFacts.of(chosen.probeSet.record);
    return context.answer(
      profileOf(chosen.recording),
      (profile) => new TopStimuli(layer, index, first, profile, chosen.probeSet, facts),
    );
  }

  @FieldResolver(() => CorrelatesResult, {
    complexity: byFirst,
    description:
      'Best partners, best first: in a layer, in every comparable layer of a network, or (without `in`) of all other networks. Never the unit itself.',
  })
  async correlates(
    @Root() { layer, index }: Unit,
    @Args() asked: CorrelatesArguments,
    @Ctx() context: Context,
  ): Promise<typeof CorrelatesResult> {
    boundedFirst(asked.first);
    const scope = await searchScope(context, layer, asked.in, asked, asked);
    return scope instanceof SearchScope ? new Correlates(scope.best(index, asked.first), scope.incomparable) : scope;
  }

  @FieldResolver(() => UnitMatchResult, {
    description: 'Its partner in a matching of its whole layer with another one.',
  })
  async match(
    @Root() unit: Unit,
    @Args() asked: UnitMatchArguments,
    @Ctx() context: Context,
  ): Promise<typeof UnitMatchResult> {
    const pair = await pairLayers(context, unit.layer, await context.loaders.layerOfId(asked.in), asked);
    return pair instanceof Incomparable ? pair : matchOfUnit(context, pair, unit, asked.rule, asked.by);
  }

  @FieldResolver(() => UnitMatchResult, {
    description:
      'This unit and any other one: the match that `correlates` has of them, with its place among all partners in the layer of the other.',
  })
  async pair(
    @Root() unit: Unit,
    @Args() asked: UnitPairArguments,
    @Ctx() context: Context,
  ): Promise<typeof UnitMatchResult> {
    return pairOfUnits(context, unit, await unitOfId(context, asked.with), asked);
  }

  @FieldResolver(() => ActivationSampleResult, {
    complexity: byArgument('limit'),
    description:
      'Activations of this unit, and of another one, on the same samples: a seeded sample of at most `limit`.',
  })
  async activations(
    @Root() unit: Unit,
    @Args() asked: ActivationsArguments,
    @Ctx() context: Context,
  ): Promise<typeof ActivationSampleResult> {
    boundedFirst(asked.limit, 'limit', MOST_SAMPLES);
    if (asked.seed < 0) throw badInput(`seed: ${asked.seed} is below 0.`);
    const chosen = await chosenRecording(context, unit.layer, asked);
    if (chosen instanceof Unavailable) return chosen;
    const other = asked.with == null ? null : await unitOfId(context, asked.with);
    const pair = other && (await pairLayers(context, unit.layer, other.layer, asked));
    if (pair instanceof Incomparable) return pair;
    const { layer, index } = unit;
    return context.read(chosen.recording, (recording) => {
      const x = { layer, unit: index, recording };
      if (other === null || pair === null) return sampleActivations(context, chosen.probeSet, x, null, asked);
      return context.read(pair.rightRecording, (second) => {
        const y = { layer: other.layer, unit: other.index, recording: second };
        return sampleActivations(context, chosen.probeSet, x, y, asked);
      });
    });
  }
}

/** @throws a GraphQL error that names the id. */
export async function unitOfId({ loaders }: Context, id: string): Promise<Unit> {
  const { network, layer: name, unit } = parseId(id, 'unit');
  const layer = await loaders.layerOfId(idOf.layer(network, name));
  if (unit < layer.unitCount) return unitOf(layer, unit);
  throw notFound(`There is no unit ${id}: ${layer.title} has the units 0 to ${layer.unitCount - 1}.`);
}
