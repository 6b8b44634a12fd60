import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { byFirst } from '../limits/cost.js';
import { chosenRecording } from '../recordings/chosenRecording.js';
import { Recording, RecordingResult } from '../recordings/recording.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';
import type { Connection } from '../relay/connection.js';
import { pageOf } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { Unit, UnitConnection, unitOf } from '../units/unit.js';
import { Layer } from './layer.js';
import { RankingArguments } from './layerArguments.js';
import { LayerSummary, LayerSummaryResult } from './layerSummary.js';
import { RankingResult } from './ranking.js';
import { rankUnits } from './rankUnits.js';

@Resolver(() => Layer)
export class LayerResolver {
  @FieldResolver(() => UnitConnection, { complexity: byFirst, description: 'Its units by index.' })
  units(
    @Root() layer: Layer,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 1 to 500.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor behind which to begin.' }) after: string | null,
  ): Connection<Unit> {
    const page = pageOf(first, after, layer.unitCount);
    const units = Array.from({ length: page.end - page.start }, (_, place) => unitOf(layer, page.start + place));
    return new UnitConnection(page, layer.unitCount, units);
  }

  @FieldResolver(() => Unit, { nullable: true, description: 'One unit; null when the layer has none of that index.' })
  unit(@Root() layer: Layer, @Arg('index', () => Int, { description: 'From 0.' }) index: number): Unit | null {
    return index >= 0 && index < layer.unitCount ? unitOf(layer, index) : null;
  }

  @FieldResolver(() => RankingResult, {
    complexity: byFirst,
    description: 'Its units in some order, with their best partners where `in` is given.',
  })
  ranking(
    @Root() layer: Layer,
    @Args() asked: RankingArguments,
    @Ctx() context: Context,
  ): Promise<typeof RankingResult> {
    return rankUnits(context, layer, asked);
  }

  @FieldResolver(() => RecordingResult, { description: 'Its activations on a probe set.' })
  async recording(
    @Root() layer: Layer,
    @Args() on: RecordingArguments,
    @Ctx() context: Context,
  ): Promise<typeof RecordingResult> {
    const chosen = await chosenRecording(context, layer, on);
    if (chosen instanceof Unavailable) return chosen;
    return context.answer(chosen.recording, (value) => new Recording(chosen, value));
  }

  @FieldResolver(() => LayerSummaryResult, { description: 'What its units do, taken together.' })
  async summary(
    @Root() layer: Layer,
    @Args() on: RecordingArguments,
    @Ctx() context: Context,
  ): Promise<typeof LayerSummaryResult> {
    const chosen = await chosenRecording(context, layer, on);
    if (chosen instanceof Unavailable) return chosen;
    return context.answer(chosen.recording, (value) => new LayerSummary(value));
  }
}
